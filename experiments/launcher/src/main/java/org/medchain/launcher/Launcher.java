package org.medchain.launcher;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prepares a command of {@code experiments/medchain}, and prints the line by which the script
 * becomes it (EXP-23, EXP-24). Its own messages go to stderr.
 */
public final class Launcher {
  private static final int UNSAFE_WARNS = 23;

  /** What Spark reaches into, as its own scripts say. */
  public static final String SPARK_OPENS =
      "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util"
          + " java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch"
          + " sun.nio.cs sun.util.calendar";

  private final Path home;

  private Launcher(Path home) {
    this.home = home;
  }

  /**
   * Prints a line of shell.
   *
   * @param args the project's root, then the command
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int code = Stop.FAILED;
    try {
      List<String> command = Arrays.asList(args).subList(1, args.length);
      Plan plan = new Launcher(Path.of(args[0]).toRealPath()).plan(command);
      // As the shell's words came in, names of files that are no text included.
      Charset words = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, words).println(plan.shell());
      code = 0;
    } catch (Stop e) {
      System.err.println(e.getMessage());
      code = e.code();
    } catch (IOException e) {
      say("internal error: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  private static void say(String line) {
    System.err.println("medchain: " + line);
  }

  private Plan plan(List<String> command) throws IOException, InterruptedException, Stop {
    return switch (command.isEmpty() ? "" : command.get(0)) {
      case "classpath" -> classPath(command);
      case "java", "javac" -> tool(command);
      default -> {
        Optional<String> answer = Usage.read(home).answer(command, home);
        yield answer.isPresent()
            ? new Plan(command.size(), List.of("printf", "%s\\n", answer.get()))
            : start(NamedBundles.isIn(home, command) ? Route.FHIR : Route.of(command), command);
      }
    };
  }

  private ClassPath built(String module) throws IOException, InterruptedException, Stop {
    return new Build(home, Launcher::say).classPath(module);
  }

  /** {@code medchain classpath [COMMAND]}. */
  private Plan classPath(List<String> command) throws IOException, InterruptedException, Stop {
    if (command.size() > 2) {
      throw Stop.refused("classpath: takes one command at most, as in 'medchain classpath node'");
    }
    String module = command.size() == 1 ? Route.STUDY : Route.of(command.subList(1, 2)).module();
    return new Plan(command.size(), List.of("printf", "%s\\n", built(module).text(home)));
  }

  /**
   * {@code medchain java …} and {@code javac}: the JDK's own program, with the user's CLASSPATH in
   * front, as {@code game} has it.
   */
  private Plan tool(List<String> command) throws IOException, InterruptedException, Stop {
    String path = behindOwn(built(Route.STUDY).text(home));
    List<String> words = new ArrayList<>(List.of(Plan.tool(command.get(0))));
    if (command.get(0).equals("java")) {
      words.addAll(options(Route.STUDY));
      words.addAll(Heap.options(heap()));
    }
    words.addAll(List.of("-cp", path));
    return new Plan(1, words);
  }

  /** A class path behind the user's CLASSPATH. */
  private static String behindOwn(String path) {
    String own = System.getenv().getOrDefault("CLASSPATH", "");
    return own.isEmpty() ? path : own + File.pathSeparator + path;
  }

  private Plan start(Route route, List<String> command)
      throws IOException, InterruptedException, Stop {
    List<String> heap = Heap.options(heap());
    ClassPath path = built(route.module());
    List<String> words = new ArrayList<>(List.of(Plan.tool("java")));
    words.addAll(options(route.module()));
    if (!command.isEmpty() && command.get(0).equals("node")) {
      words.addAll(NodeJvm.options());
    }
    words.addAll(heap);
    if (route.module().equals(Route.CLUSTER)) {
      words.addAll(startArchive());
      if (Route.isC1Alone(command)) {
        words.add("-XX:TieredStopAtLevel=1");
      }
    }
    // Games find strategies and mechanisms of people's own by name.
    String text = path.text(home);
    boolean extensible = route.module().equals(Route.STUDY);
    words.addAll(List.of("-cp", extensible ? behindOwn(text) : text, route.main()));
    return new Plan(route.words(), umask(command), words);
  }

  /**
   * Classes as the processes of the first cluster leave them, by which those of the next begin
   * sooner (JEP 350); a JVM makes the file again where it does not fit.
   */
  private List<String> startArchive() {
    Path archive = BuiltFrom.folder(home, Route.CLUSTER).resolve("start.jsa");
    return List.of(
        "-Dmedchain.start_cache=" + archive,
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:disable");
  }

  /** Libraries of a process make files by themselves: as in a cluster, they are the owner's. */
  private static Optional<String> umask(List<String> command) {
    boolean process = !command.isEmpty() && List.of("node", "center").contains(command.get(0));
    return process ? Optional.of("077") : Optional.empty();
  }

  private static String heap() {
    return System.getenv().getOrDefault(Heap.SETTING, "");
  }

  /** The options of a module's JVM. */
  private List<String> options(String module) {
    List<String> options = new ArrayList<>();
    // The progress bar queries the terminal's width through native code.
    options.add("--enable-native-access=ALL-UNNAMED");
    options.add("-Djava.awt.headless=true"); // charts are drawn without a screen
    options.add("-Dmedchain.home=" + home);
    // Newer JDKs warn of what JMH does with memory, once in each of its forks, of Netty and Spark.
    boolean unsafe = List.of(Route.MICROBENCHMARKS, Route.CLUSTER, Route.SPARK).contains(module);
    if (unsafe && Runtime.version().feature() >= UNSAFE_WARNS) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (module.equals(Route.SPARK)) {
      for (String each : SPARK_OPENS.split(" ", -1)) {
        options.add("--add-opens=java.base/" + each + "=ALL-UNNAMED");
      }
    }
    return options;
  }
}
