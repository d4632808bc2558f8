package org.tospace.workloads.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script, in a copy of the project that has no sources, with JDKs and a Maven that are scripts and say what they were
 * asked for.
 */
class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("user.dir")).resolve("../tospace").normalize();
    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    private Path folder;
    private Path project;
    private Path jdks;
    private Path path;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("project with space"));
        jdks = Files.createDirectory(folder.resolve("jdks"));
        path = Files.createDirectory(folder.resolve("path"));
        Files.copy(LAUNCHER, project.resolve("tospace"));
        Files.createFile(project.resolve("pom.xml"));
        for (String module : new String[] {"runtime", "gc", "workloads"}) {
            Files.createDirectories(project.resolve(module).resolve("src/main/java"));
            Files.createFile(project.resolve(module).resolve("pom.xml"));
        }
        wrapTools();
        script(path.resolve("mvn"), """
                echo "maven $*" >> "%s"
                mkdir -p workloads/target/lib workloads/target/modules
                touch workloads/target/tospace.jar workloads/target/lib/a.jar workloads/target/modules/b.jar
                """.formatted(folder.resolve("maven.log")));
        environment.put("PATH", path.toString());
        environment.put("HOME", folder.toString());
        environment.put("TOSPACE_JDK_FOLDERS", jdks.toString());
    }

    /** The tools that the launcher may use, and no java or mvn of this machine. */
    private void wrapTools() throws IOException {
        for (String tool : new String[] {"dirname", "readlink", "sed", "find", "mktemp", "mv", "rm", "touch", "mkdir", "flock"}) {
            for (String place : TOOLS.split(":")) {
                Path target = Path.of(place, tool);
                if (Files.exists(target)) {
                    script(path.resolve(tool), "exec " + target + " \"$@\"\n");
                    break;
                }
            }
        }
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(Path place, String name, String version) throws IOException {
        Path home = place.resolve(name);
        script(home.resolve("bin/java"), "echo \"java of " + name + ": $*\"\n");
        script(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        return home;
    }

    private record Ran(int exitCode, String out, String err) {
    }

    private Ran launch(Path launcher, String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 2];
        command[0] = "/bin/bash";
        command[1] = launcher.toString();
        System.arraycopy(words, 0, command, 2, words.length);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path err = folder.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ran(process.exitValue(), out, Files.readString(err));
    }

    private Ran launch(String... words) throws IOException, InterruptedException {
        return launch(project.resolve("tospace"), words);
    }

    private String mavenCalls() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void itIsExecutable() {
        assertTrue(Files.isExecutable(LAUNCHER));
    }

    @Test
    void withoutAnyJdkItSaysWhatToInstallAndEndsWithTwo() throws Exception {
        jdk(jdks, "old", "21.0.4");
        Ran ran = launch("list");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("no JDK 25 or later was found") && ran.err().contains("Temurin 25"), ran.err());
        assertEquals("", mavenCalls());
    }

    @Test
    void javaHomeComesFirstWhenItIsNewEnough() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        environment.put("JAVA_HOME", jdk(folder, "mine", "26-ea").toString());
        assertTrue(launch("list").out().startsWith("java of mine: "));
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws Exception {
        jdk(jdks, "usual", "25");
        environment.put("JAVA_HOME", jdk(folder, "mine", "17.0.15").toString());
        assertTrue(launch("list").out().startsWith("java of usual: "));
    }

    @Test
    void javaOnThePathComesBeforeTheUsualFolders() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        Files.createSymbolicLink(path.resolve("java"), jdk(folder, "onpath", "25.0.3").resolve("bin/java"));
        assertTrue(launch("list").out().startsWith("java of onpath: "));
    }

    @Test
    void aJdkWithoutAReleaseFileIsAsked() throws Exception {
        Path home = jdk(jdks, "bare", "25");
        Files.delete(home.resolve("release"));
        script(home.resolve("bin/java"), """
                if [[ $1 == -version ]]; then echo 'openjdk version "25.0.9" 2026-01-01' >&2; else echo "java of bare: $*"; fi
                """);
        assertTrue(launch("list").out().startsWith("java of bare: "));
    }

    @Test
    void aFolderWithoutACompilerIsNoJdk() throws Exception {
        Files.delete(jdk(jdks, "runtime-only", "25.0.1").resolve("bin/javac"));
        assertEquals(2, launch("list").exitCode());
    }

    @Test
    void itBuildsOnFirstUseAndNotAgain() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        Ran first = launch("list");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().contains("first use"), first.err());
        assertEquals("maven -B -q -DskipTests package\n", mavenCalls());
        Ran second = launch("list");
        assertEquals("", second.err());
        assertEquals("maven -B -q -DskipTests package\n", mavenCalls());
    }

    @Test
    void itBuildsAgainWhenASourceIsNewer() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        launch("list");
        Path source = Files.createFile(project.resolve("gc/src/main/java/New.java"));
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertTrue(launch("list").err().contains("the sources have changed"));
    }

    @Test
    void withoutMavenItSaysWhatToInstallAndEndsWithTwo() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        Files.delete(path.resolve("mvn"));
        Ran ran = launch("list");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("Install Maven"), ran.err());
    }

    @Test
    void aFailedBuildEndsWithOneAndIsTriedAgain() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        script(path.resolve("mvn"), "echo broken >&2; exit 1\n");
        assertEquals(1, launch("list").exitCode());
        assertEquals(1, launch("list").exitCode());
        assertTrue(launch("list").err().contains("the build failed"));
    }

    @Test
    void itPassesTheWordsOnAndTheFlagsThatTheRuntimeNeeds() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        environment.put("TOSPACE_JAVA_OPTS", "-Xmx1g -Dx=y");
        String out = launch("run", "gcbench", "--heap", "64m").out();
        assertTrue(out.endsWith(" org.tospace.workloads.Main run gcbench --heap 64m\n"), out);
        assertTrue(out.contains("--enable-native-access=org.tospace.runtime"), out);
        assertTrue(out.contains("-XX:+UseSystemMemoryBarrier"), out);
        assertTrue(out.contains("-Xmx1g -Dx=y"), out);
        assertTrue(out.contains("target/modules/b.jar") && out.contains("target/lib/a.jar"), out);
    }

    @Test
    void aCollectorThatTheUserNamesTakesThePlaceOfItsOwn() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        assertTrue(launch("list").out().contains(" -XX:+UseSerialGC "));
        environment.put("TOSPACE_JAVA_OPTS", "-Xmx4g -XX:+UseParallelGC");
        String out = launch("list").out();
        assertTrue(out.contains("-XX:+UseParallelGC") && !out.contains("SerialGC"), out);
        environment.put("TOSPACE_JAVA_OPTS", "-XX:+UseCompressedOops");
        assertTrue(launch("list").out().contains(" -XX:+UseSerialGC "));
    }

    /** Each archive that it makes is a line of {@code archives.log}. */
    private void jdkThatMakesArchives() throws IOException {
        Path home = jdk(jdks, "usual", "25.0.1");
        script(home.resolve("bin/java"), """
                for word; do
                  if [[ $word == -XX:ArchiveClassesAtExit=* ]]; then touch "${word#*=}"; echo made >> "%s"; fi
                done
                echo "java: $*"
                """.formatted(folder.resolve("archives.log")));
    }

    @Test
    void aCopyOfTheFolderMakesAnArchiveOfItsOwn() throws Exception {
        jdkThatMakesArchives();
        launch("list");
        assertTrue(launch("list").out().contains("-XX:SharedArchiveFile=" + project));
        Path copy = folder.resolve("copy");
        assertEquals(0, new ProcessBuilder("cp", "-a", project.toString(), copy.toString()).start().waitFor());
        Path target = copy.resolve("workloads/target");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (!Files.isWritable(target)) {
            // Of no use there; root may write anyway.
            assertFalse(launch(copy.resolve("tospace"), "list").out().contains("SharedArchiveFile"));
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(launch(copy.resolve("tospace"), "list").out().contains("-XX:SharedArchiveFile=" + copy));
        assertTrue(launch(copy.resolve("tospace"), "list").out().contains("-XX:SharedArchiveFile=" + copy));
        assertEquals("made\nmade\n", Files.readString(folder.resolve("archives.log")));
    }

    @Test
    void jarsThatMavenHasMadeAgainGetAnotherArchive() throws Exception {
        jdkThatMakesArchives();
        launch("list");
        launch("list");
        assertEquals("made\n", Files.readString(folder.resolve("archives.log")));
        Path jar = project.resolve("workloads/target/modules/b.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        launch("list");
        assertEquals("made\nmade\n", Files.readString(folder.resolve("archives.log")));
    }

    @Test
    void itWorksThroughSymbolicLinksFromAnyFolder() throws Exception {
        jdk(jdks, "usual", "25.0.1");
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("project with space", "tospace"));
        Path second = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("tospace"), first);
        Ran ran = launch(second, "list");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("project with space/workloads/target/tospace.jar"), ran.out());
    }
}
