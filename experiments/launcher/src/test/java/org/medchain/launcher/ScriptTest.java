package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.launcher.Checkout.Ended;

/** The script as people start it, in small checkouts that are built before (EXP-23 to EXP-26). */
@Tag("process")
class ScriptTest {
  private static final int MOST_LINES = 80;

  @TempDir private static Path folder;
  private static Checkout built;
  private Checkout checkout;

  @BeforeAll
  static void build() throws Exception {
    built = Checkout.built();
  }

  @BeforeEach
  void copy(TestInfo test) throws IOException {
    checkout = built.copyTo(folder.resolve(test.getDisplayName().replaceAll("\\W+", " ") + "$x"));
  }

  @Test
  void aCopiedCheckoutRunsItsOwnClassesAndTheFirstItsOwn() throws Exception {
    assertThat(checkout.run().err()).isEqualTo(checkout.home() + "\n");
    assertThat(checkout.builds()).as("only the first's").isEqualTo(1);
    checkout.write(Checkout.CORE, Checkout.word("copied"));

    assertThat(checkout.run().out()).startsWith("cli copied ");
    assertThat(built.run().out()).startsWith("cli first ");
    assertThat(built.builds()).isEqualTo(1);
  }

  @Test
  void aSourceThatDoesNotCompileRunsNothing() throws Exception {
    checkout.write(Checkout.CORE, "public class Word { no }\n");
    for (int i = 0; i < 2; i++) {
      Ended ended = checkout.run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains("Word.java:1: error:", "[ERROR] it does not compile -> [Help 1]")
          .contains("medchain: the build failed; its whole log is ")
          .doesNotContain("advice", "no news");
    }
    checkout.write(Checkout.CORE, Checkout.word("first"));

    assertThat(checkout.run().out()).startsWith("cli first ");
  }

  /** Else the one would run with classes that the other was compiled against. */
  @Test
  void whatTwoModulesShareIsThatOfTheSourcesForBoth() throws Exception {
    String study = checkout.run("classpath").out();
    assertThat(study)
        .endsWith("/reference-node/core/target/quick/core.jar\n")
        .contains("study.jar");
    checkout.write(Checkout.CORE, Checkout.word("second"));
    assertThat(checkout.run().out()).startsWith("cli second ");
    checkout.write(Checkout.CORE, Checkout.word("first"));

    assertThat(checkout.run("game").out()).startsWith("study first|game ");
    assertThat(checkout.run().out()).startsWith("cli first ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix", "busybox sh"})
  void everyShellStartsItThroughALinkAndPassesWordsOn(String shell) throws Exception {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    words.set(0, Required.tool(words.get(0)).toString());
    Map<String, String> settings = Map.of();
    if (shell.startsWith("busybox")) {
      settings = Map.of("PATH", tools(words.get(0) + " "));
    }
    Path links = Files.createDirectories(checkout.home().resolve("links"));
    Files.createSymbolicLink(links.resolve("far"), Path.of("../links/near"));
    Files.createSymbolicLink(links.resolve("near"), checkout.script());

    Ended ended =
        checkout.run(words, settings, links.resolve("far"), "read", "a  b", "", "*", "it's", "7");

    assertThat(ended.out()).startsWith("cli first|read|a  b||*|it's|7 ").endsWith("\ntyped");
    assertThat(ended.err()).isEqualTo(checkout.home() + "\n");
    assertThat(ended.code()).isEqualTo(7);
  }

  /** A folder with the few tools that the script uses, each started by way of another program. */
  private String tools(String by) throws IOException {
    for (String each : List.of("cat", "cmp", "dirname", "readlink", "sed")) {
      checkout.write(
          "tools/" + each, "#!" + Required.tool("sh") + "\nexec " + by + each + " \"$@\"\n");
      checkout.home().resolve("tools/" + each).toFile().setExecutable(true);
    }
    return checkout.home().resolve("tools").toString();
  }

  @Test
  void theJdkIsLookedForWhereTheDefaultIsOlder() throws Exception {
    for (String tool : List.of("java", "javac")) {
      checkout.write("old/bin/" + tool, "#!/bin/sh\necho an old JDK was started\n");
      checkout.home().resolve("old/bin/" + tool).toFile().setExecutable(true);
    }
    checkout.write("old/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
    String old = checkout.home().resolve("old").toString();
    String path = old + "/bin:" + System.getenv("PATH");

    Ended ended =
        checkout.run(List.of(), Map.of("JAVA_HOME", old, "PATH", path), checkout.script());

    // If the JDK of this build is in none of the usual places, the message says so.
    if (ended.code() == 2) {
      assertThat(ended.err()).startsWith("medchain: needs a JDK 21 or newer and found none;");
    } else {
      assertThat(ended.out()).startsWith("cli first ");
    }
  }

  @Test
  void theHeapIsASettingOfTheEnvironment() throws Exception {
    Ended ended =
        checkout.run(List.of(), Map.of("MEDCHAIN_HEAP", "96m"), checkout.script(), "check");
    assertThat(Integer.parseInt(ended.out().strip().replaceFirst(".* ", ""))).isBetween(80, 96);

    Ended refused = checkout.run(List.of(), Map.of("MEDCHAIN_HEAP", "much"), checkout.script());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("medchain: MEDCHAIN_HEAP is 'much';").hasLineCount(1);
  }

  /** Commands of the tutorials: no JDK has to be on the path of the shell. */
  @Test
  void ownClassesAreCompiledAndRunWithTheSameJdk() throws Exception {
    String mine = checkout.home().resolve("mine").toString();
    Map<String, String> settings = Map.of("CLASSPATH", mine);
    checkout.write(
        "mine/Mine.java",
        "class Mine { public static void main(String[] args) {"
            + " System.out.println(Word.word() + args.length); } }");

    Ended javac =
        checkout.run(
            List.of(), settings, checkout.script(), "javac", "-d", mine, mine + "/Mine.java");
    Ended java = checkout.run(List.of(), settings, checkout.script(), "java", "Mine", "a b");
    Ended file = checkout.run("java", mine + "/Mine.java", "a", "b");

    assertThat(javac.code()).as(javac.err()).isZero();
    assertThat(java.out()).isEqualTo("first1\n");
    assertThat(file.out()).isEqualTo("first2\n");
    // Games have the same class path, so that a strategy of one's own plays; other commands have
    // not.
    checkout.write("mine/Word.java", Checkout.word("own"));
    checkout.run("javac", "-d", mine, mine + "/Word.java");
    assertThat(checkout.run(List.of(), settings, checkout.script(), "game").out())
        .startsWith("study own|game");
    assertThat(checkout.run(List.of(), settings, checkout.script(), "check").out())
        .startsWith("cli first|check");
  }

  @Test
  void withoutMavenOnlyWhatIsBuiltRuns() throws Exception {
    // No Maven, and no JDK but that of JAVA_HOME.
    String system = Required.tool("cat").getParent() + "/";
    Map<String, String> settings = Map.of("PATH", tools(system));
    checkout.write(Checkout.CLI, Checkout.main("other"));

    Ended ended = checkout.run(List.of(), settings, checkout.script());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "medchain: experiments/cli must be built first, and there is no 'mvn' on the PATH;"
                + " install Maven 3.8.7 or newer\n");
  }

  @Test
  void aLauncherThatDoesNotCompileIsNotRun() throws Exception {
    checkout.write(
        "experiments/launcher/src/main/java/org/medchain/launcher/Stop.java", "class Stop { no }");

    Ended ended = checkout.run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("Stop.java:1: error")
        .endsWith("the launcher does not compile\n");
  }

  @Test
  void theScriptIsShort() throws IOException {
    assertThat(Files.readAllLines(Repository.file("experiments/medchain")))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"experiments/medchain", ".ci/run", ".ci/measure", ".ci/release/check"})
  void shellcheckFindsNothing(String script) throws Exception {
    Path shellcheck = Required.tool("shellcheck");
    Process process =
        new ProcessBuilder(shellcheck.toString(), Repository.file(script).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** Tools that continuous integration installs and others may lack. */
  private static final class Required {
    static Path tool(String name) {
      boolean there = Tools.find(name).isPresent();
      boolean demanded = "true".equals(System.getenv("CI"));
      assumeTrue(there || demanded, name + " is not installed: its checks are skipped");
      return Tools.find(name).orElseThrow(() -> new AssertionError(name + " is not installed"));
    }
  }
}
