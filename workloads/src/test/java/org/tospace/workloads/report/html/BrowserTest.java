package org.tospace.workloads.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.workloads.report.data.ResultsReader;

/**
 * The page in a real browser, without a window. The browser is the one that the property {@code tospace.test.browser} or the variable
 * {@code TOSPACE_TEST_BROWSER} names, else a Chromium on the path; where there is none the tests are skipped.
 */
class BrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final long LIMIT_SECONDS = 120;
    /** Colours of the first series, and of the ground. */
    private static final int LIGHT_SERIES = 0x3c4ab6;
    private static final int DARK_SERIES = 0x4474fb;
    private static final int LIGHT_GROUND = 0xffffff;
    private static final int DARK_GROUND = 0x14171b;

    @TempDir
    private Path folder;
    private Path page;
    private String browser;

    static Optional<String> find() {
        Optional<String> named = Optional.ofNullable(System.getProperty("tospace.test.browser", System.getenv("TOSPACE_TEST_BROWSER")));
        return named.or(() -> Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name))).filter(Files::isExecutable).map(Path::toString).findFirst());
    }

    @BeforeEach
    void writePage() throws Exception {
        browser = find().orElse(null);
        assumeTrue(browser != null, "no Chromium on the PATH: name one with -Dtospace.test.browser or TOSPACE_TEST_BROWSER");
        Path results = Files.writeString(folder.resolve("results.json"), SampleResults.comparison(11, 5));
        page = Files.writeString(folder.resolve("report.html"), ReportPage.write(ResultsReader.read(List.of(results)), "tospace 0"));
    }

    /** Runs the browser on the page; what it says is for the failure's message. */
    private String browse(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(folder.resolve("err.txt").toFile()).start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> command + " did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String complaint = Files.readString(folder.resolve("err.txt"), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.exitValue(), complaint);
        return Files.readString(out) + complaint;
    }

    /** @param scheme the browser's number for the preferred colours: 0 dark, 1 light */
    private BufferedImage picture(int scheme) throws IOException, InterruptedException {
        Path file = folder.resolve("page" + scheme + ".png");
        String said = browse("--blink-settings=preferredColorScheme=" + scheme, "--window-size=1100,6000", "--screenshot=" + file);
        assertTrue(Files.exists(file), said);
        return ImageIO.read(file.toFile());
    }

    private static long count(BufferedImage image, int colour) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void diagramsAreDrawnInLightAndInDark() throws Exception {
        BufferedImage light = picture(1);
        assertTrue(count(light, LIGHT_SERIES) > 1_000, () -> "pixels of the first series: " + count(light, LIGHT_SERIES));
        assertTrue(count(light, LIGHT_GROUND) > count(light, LIGHT_SERIES));
        assertEquals(0, count(light, DARK_SERIES));
        BufferedImage dark = picture(0);
        assertTrue(count(dark, DARK_SERIES) > 1_000, () -> "pixels of the first series: " + count(dark, DARK_SERIES));
        assertTrue(count(dark, DARK_GROUND) > count(dark, DARK_SERIES));
        assertEquals(0, count(dark, LIGHT_SERIES));
    }

    @Test
    void browserReadsWhatWasWritten() throws Exception {
        String read = browse("--dump-dom");
        assertTrue(read.contains("What collecting costs: gcbench"), read.substring(0, Math.min(2_000, read.length())));
        assertEquals(Files.readString(page).split("<path", -1).length, read.split("<path", -1).length, "paths in the browser's tree");
    }

    @Test
    void pagePrints() throws Exception {
        Path file = folder.resolve("page.pdf");
        String said = browse("--blink-settings=preferredColorScheme=0", "--print-to-pdf=" + file);
        assertTrue(Files.exists(file), said);
        String pdf = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(pdf.startsWith("%PDF-") && pdf.contains("%%EOF"));
        assertTrue(pdf.split("/Type /Page\\b", -1).length > 4, "pages of paper");
    }
}
