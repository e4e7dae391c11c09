package org.medchain.microbenchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Ends a forked JVM when the command is gone, even after SIGKILL (CLUSTER-13): the system closes
 * the pipe that is the fork's standard input. As a profiler that measures nothing, because that is
 * what JMH starts in its forks.
 */
public final class CommandWatch implements InternalProfiler {
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  /** For JMH, which makes one in the command as well. */
  public CommandWatch() {
    if (System.getProperty("sun.java.command", "").startsWith(FORK)) {
      Thread.ofPlatform().daemon().name("command").start(() -> endAfter(System.in));
    }
  }

  private static void endAfter(InputStream pipe) {
    try {
      pipe.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("the pipe to the command: " + e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public String getDescription() {
    return "ends a fork with its command";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
