package io.strategysdk.engine;

/** What a run does for the safety of its strategies beside checking their orders. */
final class Safeguards {
    private final Run run;
    private final Cursor[] cursors;
    private long lastStepBefore;

    Safeguards(Run run, Cursor[] cursors) {
        this.run = run;
        this.cursors = cursors;
    }

    /** The run leaves a session. */
    void sessionEnded() {
        for (Desk desk : run.desks) {
            if (desk.checks.returns != null) {
                desk.checks.returns.sessionEnded(sessionMarks());
            }
        }
        lastStepBefore = run.steps.number;
    }

    /** Marks that bars of this session have set; NaN elsewhere, so that no old price counts as a return of 0. */
    private double[] sessionMarks() {
        double[] marks = run.marks.clone();
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series] && cursors[series].step <= lastStepBefore) {
                marks[tape.instrumentOf[series]] = Double.NaN;
            }
        }
        return marks;
    }

    void write(JournalBuffer out) {
        out.put(lastStepBefore);
        for (Desk desk : run.desks) {
            desk.checks.write(out);
        }
    }

    void read(JournalBuffer.Reader in) {
        lastStepBefore = in.get();
        for (Desk desk : run.desks) {
            desk.checks.read(in);
        }
    }
}
