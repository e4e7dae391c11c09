package org.medchain.trace;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.faults.mutants.SourceMutant;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.ScheduleTrial;

/** A schedule played with a planted defect in the code (spec/mutants), and its trace kept. */
public final class MutantRun {
  private MutantRun() {}

  /**
   * Compiles the patched sources and plays the schedule of a seed with them.
   *
   * @param folder for sources and classes; empty
   * @param trace where the lines go
   */
  static void record(SourceMutant mutant, long seed, Path folder, Path trace)
      throws IOException, ReflectiveOperationException {
    Path classes = mutant.compile(TraceTestFiles.HOME.toAbsolutePath(), folder);
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    // Under the JDK's own loader, so that nothing comes from the class path of this test.
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), jdk)) {
      loader
          .loadClass(MutantRun.class.getName())
          .getMethod("record", long.class, String.class)
          .invoke(null, seed, trace.toString());
    }
  }

  /** Plays the schedule with the code that this class is loaded beside. */
  public static void record(long seed, String trace) throws IOException {
    List<String> lines = new ArrayList<>();
    ScheduleTrial.trace(SchedulePlan.of(seed), lines::add);
    Files.write(Path.of(trace), lines);
  }
}
