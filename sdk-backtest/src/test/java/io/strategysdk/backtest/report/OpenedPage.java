package io.strategysdk.backtest.report;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.BrowserVersion;
import org.htmlunit.MockWebConnection;
import org.htmlunit.SilentCssErrorHandler;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTable;
import org.htmlunit.html.HtmlTableCell;
import org.htmlunit.html.HtmlTableRow;

/**
 * A report in a browser that runs its script; an error in the script, or a request for anything else, fails.
 *
 * <p>Its engine knows no classes and no spread arguments, skips wrongly over holes in destructured parameters, and binds
 * the constant of a for-of loop once for all closures: the script does without these.
 */
final class OpenedPage implements AutoCloseable {
    private static final int DESKTOP = 1280;
    private static final int PHONE = 390;

    private final WebClient browser;
    private final MockWebConnection network = new MockWebConnection();
    private final List<String> alerts = new ArrayList<>();
    final HtmlPage page;

    private OpenedPage(String html, int width) throws IOException {
        browser = new WebClient(BrowserVersion.CHROME);
        browser.getOptions().setThrowExceptionOnScriptError(true);
        browser.getOptions().setDownloadImages(true);
        browser.setCssErrorHandler(new SilentCssErrorHandler());
        browser.setAlertHandler((where, text) -> alerts.add(text));
        browser.getCurrentWindow().setInnerWidth(width);
        browser.setWebConnection(network);
        URL address = URI.create("https://reports.example/report.html").toURL();
        network.setResponse(address, html, "text/html", StandardCharsets.UTF_8);
        page = browser.getPage(address);
    }

    static OpenedPage of(String html) throws IOException {
        return new OpenedPage(html, DESKTOP);
    }

    static OpenedPage onDesktop(Report report) throws IOException {
        return new OpenedPage(report.html(), DESKTOP);
    }

    static OpenedPage onPhone(Report report) throws IOException {
        return new OpenedPage(report.html(), PHONE);
    }

    int requests() {
        return network.getRequestCount();
    }

    List<String> alerts() {
        return alerts;
    }

    DomElement element(String id) {
        DomElement found = page.getElementById(id);
        if (found == null) {
            throw new AssertionError("page must have an element " + id);
        }
        return found;
    }

    /** What a reader of the screen hears of the columns, and the others see above them. */
    List<String> columns() {
        return heads().stream().map(OpenedPage::name).toList();
    }

    private static String name(HtmlButton head) {
        return head.hasAttribute("aria-label") ? head.getAttribute("aria-label") : head.getTextContent();
    }

    private List<HtmlButton> heads() {
        return table().getByXPath("./thead//button");
    }

    void sortBy(String column) throws IOException {
        heads().get(columns().indexOf(column)).click();
    }

    String sortOf(String column) {
        return table().getRow(0).getCell(columns().indexOf(column)).getAttribute("aria-sort");
    }

    HtmlTable table() {
        return (HtmlTable) element("trade-list");
    }

    /** The rows of the list's body, unfolded ones included. */
    List<HtmlTableRow> rows() {
        return table().getBodies().get(0).getRows();
    }

    /** Those of trades. */
    List<HtmlTableRow> trades() {
        return rows().stream().filter(row -> !isMore(row)).toList();
    }

    static boolean isMore(HtmlTableRow row) {
        return row.getAttribute("class").equals("more");
    }

    /** A cell's text in each of the trades on this page of the list. */
    List<String> cells(String column) {
        int at = columns().indexOf(column);
        return trades().stream().map(row -> row.getCell(at).getTextContent()).toList();
    }

    /** The same in all pages of the list, from the one on show. */
    List<String> cellsToTheEnd(String column) throws IOException {
        List<String> all = new ArrayList<>(cells(column));
        while (!button("Next").isDisabled()) {
            button("Next").click();
            all.addAll(cells(column));
        }
        return all;
    }

    HtmlButton button(String label) {
        return page.getFirstByXPath("//button[text()='" + label + "']");
    }

    List<String> displayed(HtmlTableRow row) {
        return row.getCells().stream()
                .filter(HtmlElement::isDisplayed)
                .map(HtmlTableCell::getTextContent)
                .toList();
    }

    void happen(String event) {
        page.executeJavaScript("dispatchEvent(new Event('" + event + "'))");
    }

    @Override
    public void close() {
        browser.close();
    }
}
