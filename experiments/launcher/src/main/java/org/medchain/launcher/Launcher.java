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
import java.util.stream.Stream;

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

  static void say(String line) {
    System.err.println("medchain: " + line);
  }

  private Plan plan(List<String> command) throws IOException, InterruptedException, Stop {
    return switch (command.isEmpty() ? "" : command.get(0)) {
      case "classpath" -> {
        if (command.size() > 2) {
          throw Stop.refused(
              "classpath: takes one command at most, as in 'medchain classpath node'");
        }
        boolean study = command.size() == 1;
        yield printed(
            command, built(study ? Route.STUDY : Route.of(command.subList(1, 2)).module()));
      }
      case "java", "javac" -> {
        // The JDK's own program, with the user's CLASSPATH in front, as games have it.
        boolean java = command.get(0).equals("java");
        List<String> options = java ? options(Route.STUDY) : List.of();
        List<String> path = List.of("-cp", behindOwn(built(Route.STUDY)));
        yield new Plan(1, "", jvm(command.get(0), options, path));
      }
      default -> {
        Optional<String> answer = Usage.read(home).answer(command, home);
        yield answer.isPresent() ? printed(command, answer.get()) : start(command);
      }
    };
  }

  private static Plan printed(List<String> command, String text) {
    return new Plan(command.size(), "", List.of("printf", "%s\\n", text));
  }

  private static List<String> jvm(String program, List<String> options, List<String> last) {
    return Stream.of(List.of(Plan.tool(program)), options, last).flatMap(List::stream).toList();
  }

  private String built(String module) throws IOException, InterruptedException, Stop {
    return new Build(home, module).classPath();
  }

  /** A class path behind the user's CLASSPATH. */
  private static String behindOwn(String path) {
    String own = System.getenv().getOrDefault("CLASSPATH", "");
    return own.isEmpty() ? path : own + File.pathSeparator + path;
  }

  private Plan start(List<String> command) throws IOException, InterruptedException, Stop {
    Route route = Route.namesBundles(home, command) ? Route.FHIR : Route.of(command);
    String first = command.isEmpty() ? "" : command.get(0);
    List<String> options = options(route.module());
    if (first.equals("node")) {
      options.addAll(NodeJvm.options());
    }
    if (route.module().equals(Route.CLUSTER)) {
      options.addAll(startArchive());
      if (Route.isC1Alone(command)) {
        options.add("-XX:TieredStopAtLevel=1");
      }
    }
    // Games find strategies and mechanisms of people's own by name.
    String path = built(route.module());
    boolean extensible = route.module().equals(Route.STUDY);
    List<String> last = List.of("-cp", extensible ? behindOwn(path) : path, route.main());
    // Libraries of a process make files by themselves: as in a cluster, they are the owner's.
    String before = List.of("node", "center").contains(first) ? "umask 077; " : "";
    return new Plan(route.words(), before, jvm("java", options, last));
  }

  /**
   * Classes as the processes of the first cluster leave them, by which those of the next begin
   * sooner (JEP 350); a JVM makes the file again where it does not fit.
   */
  private List<String> startArchive() {
    Path archive = home.resolve(PreparedBuild.place(Route.CLUSTER, "start.jsa"));
    return List.of(
        "-Dmedchain.start_cache=" + archive,
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:disable");
  }

  /** The options of a module's JVM. */
  private List<String> options(String module) throws Stop {
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
    options.addAll(OutOfHeap.options(System.getenv().getOrDefault(OutOfHeap.SETTING, "")));
    return options;
  }
}
