package org.tospace.workloads.report.html;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.workloads.report.data.ResultsException;
import org.tospace.workloads.report.data.ResultsReader;
import org.xml.sax.InputSource;

class ReportPageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> FIGURES = List.of("times", "gap-percentiles", "pause-percentiles", "pause-times", "gap-times", "gap-mmu", "mmu",
            "heap");
    private static final List<String> HOSTILE = List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
            "]]><!-- &amp; </style></svg></table>", "http://example.org/a.js", "\u0000\u0007\ud800\uffff\u202e x", "javascript:alert(1)");

    private static final Pattern NO_NUMBER = Pattern.compile("NaN|Infinity");

    @TempDir
    private Path folder;

    /** What is made of a page in each test: its text, as a browser reads it. */
    private record Page(String text, Document document) {
    }

    private Page page(String... results) throws IOException, ResultsException {
        List<Path> files = new ArrayList<>();
        for (String json : results) {
            files.add(Files.writeString(folder.resolve("results" + files.size() + ".json"), json));
        }
        String text = ReportPage.write(ResultsReader.read(files), "tospace 0");
        return new Page(text, Jsoup.parse(text));
    }

    static Stream<String> samples() {
        return Stream.of(SampleResults.comparison(1, 5), SampleResults.sweep(2), SampleResults.single("trap", 1 << 26, 300_000_000),
                "{\"schemaVersion\":2,\"workload\":\"w\",\"runs\":[{}]}");
    }

    @Test
    void comparisonHasEveryFigureWithItsData() throws Exception {
        Document page = page(SampleResults.comparison(1, 5)).document();
        for (String figure : FIGURES) {
            Element drawn = page.getElementById("set1-" + figure);
            assertNotNull(drawn, figure);
            assertFalse(drawn.select("svg path[d]").isEmpty(), figure);
            assertFalse(drawn.parent().select("details table tbody tr").isEmpty(), figure);
        }
        assertEquals(9, page.getElementById("set1-gap-percentiles").select("g.series").size());
        assertEquals(46, page.select("table.runs tbody tr").size());
        assertEquals(9, page.select("table.summary tbody tr").size());
        assertTrue(page.select("pre code").text().startsWith("./tospace compare gcbench --with trap,"), page.select("pre code").text());
        assertTrue(page.select("table.facts").text().contains("AMD EPYC"));
        assertTrue(page.select("table.facts").text().contains("seed 42"));
    }

    @Test
    void sweepHasItsCurvesAndTheFiguresOfEachSize() throws Exception {
        Document page = page(SampleResults.sweep(2)).document();
        for (String figure : List.of("sweep-time", "sweep-cpu", "sweep-pause", "sweep-gap")) {
            assertEquals(4, page.getElementById("set1-" + figure).select("g.series path.line").size(), figure);
        }
        assertEquals(5, page.select("details.part").size());
        assertNotNull(page.getElementById("set1-" + (64 << 20) + "-gap-percentiles"));
        assertTrue(page.text().replace('\u00a0', ' ').contains("5 runs of 100 failed: zgc with 32 MiB"), page.select(".findings").text());
    }

    @Test
    void singleRunsAreBroughtTogetherByWorkloadAndSettings() throws Exception {
        Document same = page(SampleResults.single("trap", 1 << 26, 300), SampleResults.single("checked", 1 << 26, 400)).document();
        assertEquals(1, same.select("main > section").size());
        assertEquals(List.of("trap", "checked"), same.select("table.summary tbody th").eachText());
        assertEquals(2, same.select("pre code").text().split("tospace run ", -1).length - 1);
        Document different = page(SampleResults.single("trap", 1 << 26, 300), SampleResults.single("trap", 1 << 26, 300)
                .replace("\"size\" : 18", "\"size\" : 19")).document();
        assertEquals(2, different.select("main > section").size());
        Document heaps = page(SampleResults.single("trap", 1 << 26, 300), SampleResults.single("trap", 1 << 27, 200)).document();
        assertNotNull(heaps.getElementById("set1-sweep-time"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pageIsWellFormedAndNeedsNothingElse(String json) throws Exception {
        Page page = page(json);
        parseAsXml(page.text());
        assertSelfContained(page);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pageCanBeHeardAsWellAsSeen(String json) throws Exception {
        Document page = page(json).document();
        assertEquals("en", page.child(0).attr("lang"));
        Set<String> ids = new HashSet<>();
        page.select("[id]").forEach(element -> assertTrue(ids.add(element.id()), element.id()));
        for (Element labelled : page.select("[aria-labelledby]")) {
            for (String id : labelled.attr("aria-labelledby").split(" ")) {
                assertTrue(ids.contains(id) && !page.getElementById(id).text().isBlank(), id);
            }
        }
        page.select("a[href]").forEach(link -> assertTrue(ids.contains(link.attr("href").substring(1)), link.outerHtml()));
        for (Element svg : page.select("figure svg")) {
            assertEquals("img", svg.attr("role"));
            assertEquals(List.of("title", "desc"), svg.children().stream().limit(2).map(Element::tagName).toList());
            assertFalse(svg.closest("section").select("> details table caption").isEmpty());
        }
        for (Element table : page.select("table")) {
            assertFalse(table.select("> caption").text().isBlank());
            table.select("th").forEach(header -> assertTrue(Set.of("row", "col").contains(header.attr("scope")), header.outerHtml()));
            int columns = table.select("thead th").size();
            table.select("tbody tr").forEach(row -> assertTrue(columns == 0 || row.childrenSize() == columns, row.outerHtml()));
        }
        assertHeadingsInOrder(page);
    }

    private static void assertHeadingsInOrder(Document page) {
        int level = 0;
        for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
            int next = heading.tagName().charAt(1) - '0';
            assertTrue(next <= level + 1, "after h" + level + " comes " + heading);
            level = next;
        }
        assertEquals(1, page.select("h1").size());
    }

    @Test
    void hostileStringsStayText() throws Exception {
        for (String hostile : HOSTILE) {
            ObjectNode file = (ObjectNode) MAPPER.readTree(SampleResults.comparison(3, 1));
            for (String member : List.of("workload", "command", "startedAt", "seed")) {
                file.put(member, hostile);
            }
            file.putObject("host").put("cpu", hostile).put(hostile, "x").put("cores", hostile);
            for (JsonNode run : file.path("runs")) {
                ((ObjectNode) run).put("failure", run.path("order").asInt() % 3 == 0 ? hostile : "");
                ((ObjectNode) run).put("variant", run.path("order").asInt() % 2 == 0 ? hostile : "trap");
                run.path("pauseEvents").forEach(event -> ((ArrayNode) event).set(2, hostile));
                if (run.has("pauses")) {
                    ((ObjectNode) run.path("pauses")).set(hostile, run.path("pauses").path("stall"));
                    ((ObjectNode) run.path("mmu")).put(hostile, 0.5);
                }
                if (run.has("gaps")) {
                    ((ObjectNode) run.path("gaps")).put("hdr", hostile);
                }
            }
            Page page = page(MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(file));
            parseAsXml(page.text());
            assertTrue(page.document().select("script, img, iframe, object, link, base, form").isEmpty(), hostile);
            for (Element element : page.document().getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertFalse(attribute.getKey().startsWith("on"), element.outerHtml());
                }
                assertTrue(element.attr("href").isEmpty() || element.attr("href").startsWith("#"), element.outerHtml());
            }
            if (hostile.startsWith("<")) {
                assertTrue(page.document().select("table.summary th").eachText().contains(hostile), page.document().select("table.summary").text());
            }
        }
    }

    @Test
    void eachMemberMayBeMissingOrOfAnotherType() throws Exception {
        ObjectNode whole = (ObjectNode) MAPPER.readTree(SampleResults.comparison(4, 1));
        ArrayNode few = MAPPER.createArrayNode().add(whole.path("runs").path(0)).add(whole.path("runs").path(3)).add(whole.path("runs").path(8));
        whole.set("runs", few);
        List<String> members = new ArrayList<>();
        few.path(0).fieldNames().forEachRemaining(members::add);
        whole.fieldNames().forEachRemaining(members::add);
        for (String member : members) {
            if (!List.of("schemaVersion", "workload", "runs").contains(member)) {
                assertAll(member, () -> assertMade(changed(whole, member, null)), () -> assertMade(changed(whole, member, "\"text\"")),
                        () -> assertMade(changed(whole, member, "-1e300")), () -> assertMade(changed(whole, member, "[[1],[2,\"x\"],[null,3,4],[-5,6]]")),
                        () -> assertMade(changed(whole, member, "{\"a\":{},\"1\":7,\"2\":0.5,\"count\":9e18,\"p50Nanos\":1e300,\"events\":[[0,0]]}")));
            }
        }
    }

    private static String changed(ObjectNode whole, String member, String value) throws IOException {
        ObjectNode copy = whole.deepCopy();
        List<ObjectNode> owners = new ArrayList<>(List.of(copy));
        copy.path("runs").forEach(run -> owners.add((ObjectNode) run));
        for (ObjectNode owner : owners) {
            if (owner.has(member)) {
                owner.remove(member);
                if (value != null) {
                    owner.set(member, MAPPER.readTree(value));
                }
            }
        }
        return copy.toString();
    }

    private void assertMade(String json) throws Exception {
        Page page = page(json);
        parseAsXml(page.text());
        Matcher noNumber = NO_NUMBER.matcher(page.text());
        assertFalse(noNumber.find(), () -> page.text().substring(Math.max(0, noNumber.start() - 80), noNumber.end()));
    }

    @Test
    void sameResultsGiveTheSamePage() throws Exception {
        String json = SampleResults.comparison(5, 2);
        assertEquals(page(json).text(), page(json).text());
    }

    @Test
    void unreadableHistogramIsSaidAndReplacedByItsPercentiles() throws Exception {
        ObjectNode file = (ObjectNode) MAPPER.readTree(SampleResults.comparison(6, 1));
        ((ObjectNode) file.path("runs").path(0).path("gaps")).put("hdr", "AAAA");
        Document page = page(file.toString()).document();
        assertTrue(page.select("li.note").text().contains("A run of trap in results0.json"), page.select(".findings").text());
        assertTrue(page.getElementById("set1-gap-percentiles").parent().select("table tbody tr").text().contains("trap"));
    }

    private static void assertSelfContained(Page page) {
        assertFalse(page.text().contains("http:") || page.text().contains("https:"), "an address of something else");
        assertTrue(page.document().select("script, link, img, iframe, object, embed, base, [src], [srcset], use, image").isEmpty());
        String style = page.document().select("style").html();
        assertFalse(style.contains("url(") || style.contains("@import"), style);
        assertTrue(style.contains("@media (prefers-color-scheme: dark)") && style.contains("@media print"));
        assertFalse(style.matches("(?s).*[<>&].*"), "the style sheet must read the same in HTML and in XML");
    }

    private static void parseAsXml(String text) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        builder.setEntityResolver((publicId, systemId) -> {
            throw new IOException("nothing must be loaded: " + systemId);
        });
        assertEquals("html", builder.parse(new InputSource(new StringReader(text))).getDocumentElement().getTagName());
    }
}
