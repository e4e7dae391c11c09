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
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/** Schedules of PBFT played with a planted defect in the code, their traces kept. */
public final class PatchedSchedules implements AutoCloseable {
  private final URLClassLoader loader;

  private PatchedSchedules(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Compiles the patched sources; what plays is loaded with them in front.
   *
   * @param folder for sources and classes; empty
   */
  static PatchedSchedules of(SourceMutant mutant, Path folder) throws IOException {
    Path classes = mutant.compile(TraceTestFiles.HOME.toAbsolutePath(), folder);
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    // Under the JDK's own loader, so that nothing comes from the class path of this test.
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    return new PatchedSchedules(new URLClassLoader(urls.toArray(URL[]::new), jdk));
  }

  /**
   * Plays the schedule of a seed.
   *
   * @param trace where the lines go
   * @return the oracle that found a violation, e.g. AG; empty if none did
   */
  String play(long seed, Path trace) throws ReflectiveOperationException {
    Object oracle =
        loader
            .loadClass(PatchedSchedules.class.getName())
            .getMethod("record", long.class, String.class)
            .invoke(null, seed, trace.toString());
    return (String) oracle;
  }

  /** Plays the schedule with the code that this class is loaded beside. */
  public static String record(long seed, String trace) throws IOException {
    List<String> lines = new ArrayList<>();
    String oracle;
    try {
      oracle =
          ScheduleTrial.trace(SchedulePlan.of(ScheduleKind.PBFT, seed), lines::add)
              .violation()
              .map(OracleViolation::oracle)
              .orElse("");
    } catch (IllegalArgumentException e) {
      oracle = "STEP"; // the state machine of a host takes the next block only
    }
    Files.write(Path.of(trace), lines);
    return oracle;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
