package org.medchain.study.tutorial;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.medchain.checkout.Repository;
import org.medchain.study.GameCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs a page's commands exactly, in a folder that replaces the project's root. */
final class TutorialRunner {
  private static final Path ROOT = Repository.ROOT;
  private static final String HOME = "medchain.home";

  private static final String LAUNCHER = "experiments/medchain ";

  /** What the launcher does for {@code game}, without building anything. */
  private static final String START = LAUNCHER + "game ";

  /** Where the launcher's game, java and javac find the reader's classes. */
  static final String CLASS_PATH = "export CLASSPATH=mine/classes";

  private final Path folder;

  /** Samples do not change, so that a page may show two figures of one run at no cost. */
  private final Map<String, String> outputs = new TreeMap<>();

  TutorialRunner(Path folder) {
    this.folder = folder;
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  void write(TutorialPage.WrittenFile written) throws IOException {
    Path file = file(written.path());
    Files.createDirectories(file.getParent());
    Files.writeString(file, written.text());
  }

  /** Does what a line says and gives what it prints. */
  String type(String line) throws Exception {
    if (line.startsWith(START)) {
      List<String> words = List.of(line.substring(START.length()).split(" "));
      boolean fixed = line.contains(" incentive-model/games/");
      String known = fixed ? outputs.getOrDefault(line, "") : "";
      String output = known.isEmpty() ? classes(() -> game(words)) : known;
      outputs.put(line, output);
      return output;
    }
    if (line.equals(CLASS_PATH)) {
      return "";
    }
    // The JDK's own, which the launcher finds.
    List<String> words = List.of(line.replaceFirst("^" + LAUNCHER + "(?=java)", "").split(" "));
    return switch (words.get(0)) {
      case "mkdir" -> {
        Files.createDirectories(file(words.get(words.size() - 1)));
        yield "";
      }
      case "javac" -> javac(words.subList(1, words.size()));
      case "java" -> classes(() -> java(words.get(1)));
      default -> throw new AssertionError("a command that no test does: " + line);
    };
  }

  @Command(name = "medchain")
  private static final class MedchainInvocation {}

  private String game(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new MedchainInvocation())
            .addSubcommand(new GameCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exit =
        command.execute(
            Stream.concat(Stream.of("game"), words.stream().map(this::place))
                .toArray(String[]::new));
    if (exit != 0) {
      throw new AssertionError("game " + words + " ended with " + exit + ": " + err);
    }
    // The reader types relative paths, and is answered with them.
    return out.toString().replace(folder + "/", "");
  }

  /** Samples are those of the tree; the rest is the reader's. */
  private String place(String word) {
    if (word.startsWith("incentive-model/")) {
      return ROOT.resolve(word).toString();
    }
    return word.startsWith("mine/") ? file(word).toString() : word;
  }

  private String javac(List<String> words) {
    String classPath =
        file("mine/classes") + File.pathSeparator + System.getProperty("java.class.path");
    List<String> options = List.of("--release", "21", "-proc:none", "-Werror", "-cp", classPath);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                Stream.concat(options.stream(), words.stream().map(this::place))
                    .toArray(String[]::new));
    String output = said.toString(StandardCharsets.UTF_8);
    if (exit != 0) {
      throw new AssertionError("javac " + words + ": " + output);
    }
    return output;
  }

  /** Runs a main class of the reader's. */
  private static String java(String name) throws ReflectiveOperationException {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Class.forName(name, true, Thread.currentThread().getContextClassLoader())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** With the reader's classes and services on the class path, and its folder as the root. */
  private String classes(Callable<String> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    String home = System.getProperty(HOME, "");
    URL[] mine = {file("mine/classes/").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(mine, TutorialRunner.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      System.setProperty(HOME, folder.toString());
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
      System.setProperty(HOME, home);
    }
  }
}
