package org.medchain.chaos.guards;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs tests and schedules in a JVM of its own, many times, each time with other classes in front:
 * a guard costs no new JVM. A request is a line, as its answers are, of words apart by tabs:
 *
 * <pre>
 * test FRONT CLASS        → done MILLISECONDS FIRED FAILURE, the last one empty if all is green
 * schedule FRONT SEED     → done MILLISECONDS FIRED ORACLE, likewise
 * </pre>
 *
 * <p>FRONT is a folder of classes. As long as it stays the same, so do the classes that are loaded.
 */
final class WorkerMain {
  private final List<URL> baseClassPath = new ArrayList<>();
  private final TestClassRunner tests;
  private String overlayPath = "";
  private Optional<OverlayClassLoader> loader = Optional.empty();

  private WorkerMain(List<String> paths, TestClassRunner tests) throws IOException {
    for (String path : paths) {
      baseClassPath.add(Path.of(path).toUri().toURL());
    }
    this.tests = tests;
  }

  /**
   * Two arguments: the folder of the tests' classes, and the file in which jqwik may remember what
   * failed. Requests come on stdin until it ends, or this JVM is killed.
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    PrintStream answers = System.out;
    System.setOut(System.err); // the output of tests is no reply
    List<String> paths = new ArrayList<>();
    paths.add(arguments[0] + "/");
    paths.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    WorkerMain worker = new WorkerMain(paths, new TestClassRunner(Path.of(arguments[1])));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answers.println(worker.answer(line.split("\t", -1)));
      answers.flush();
    }
    System.exit(0); // threads that a test has left running
  }

  private String answer(String[] request) throws IOException {
    useOverlay(request[1]);
    GuardProbe.take();
    // The thread's own time: on a busy computer the wall clock measures other processes too.
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long begun = clock.getCurrentThreadCpuTime();
    String found =
        request[0].equals("test")
            ? tests.run(request[2], loader.orElseThrow()).orElse("")
            : violation(Long.parseLong(request[2]));
    long ms = (clock.getCurrentThreadCpuTime() - begun) / 1_000_000;
    return "done\t" + ms + "\t" + GuardProbe.take() + "\t" + found;
  }

  private void useOverlay(String wanted) throws IOException {
    if (wanted.equals(overlayPath) && loader.isPresent()) {
      return;
    }
    if (loader.isPresent()) {
      loader.get().close();
    }
    List<URL> urls = new ArrayList<>();
    urls.add(Path.of(wanted).toUri().toURL());
    urls.addAll(baseClassPath);
    overlayPath = wanted;
    loader = Optional.of(new OverlayClassLoader(urls));
  }

  private String violation(long seed) {
    try {
      Class<?> schedules =
          loader.orElseThrow().loadClass("org.medchain.chaos.search.SeededSchedule");
      Object said = schedules.getMethod("violation", long.class).invoke(null, seed);
      return ((Optional<?>) said).map(Object::toString).orElse("");
    } catch (InvocationTargetException e) {
      return e.getCause()
          .getClass()
          .getSimpleName(); // outside of a replica; an oracle's name otherwise
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the schedules cannot be played", e);
    }
  }
}
