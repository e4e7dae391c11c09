package org.medchain.chaos.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of one class after the other on the JUnit platform, without the long ones. */
final class TestClassRunner {
  /** Remembers the first test that failed. */
  private static final class FirstFailure implements TestExecutionListener {
    private Optional<String> failed = Optional.empty();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.FAILED && failed.isEmpty()) {
        failed = Optional.of(test.getSource().map(FirstFailure::name).orElse("?"));
      }
    }

    private static String name(TestSource source) {
      return switch (source) {
        case MethodSource method -> method.getClassName() + "." + method.getMethodName();
        case ClassSource type -> type.getClassName();
        default -> source.toString();
      };
    }
  }

  private final Launcher launcher = LauncherFactory.create();
  private final Path durationFile;

  /**
   * Prepares to run tests.
   *
   * @param memory where jqwik remembers what failed; it must not remember other guards' failures
   */
  TestClassRunner(Path memory) {
    this.durationFile = memory;
  }

  /**
   * Runs a class's tests.
   *
   * @return the first that failed, e.g. {@code org.medchain.ATest.isRight}
   */
  Optional<String> run(String name, ClassLoader loader) throws IOException {
    Files.deleteIfExists(durationFile);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(Class.forName(name, false, loader)))
              .filters(TagFilter.excludeTags("exhaustive"))
              .configurationParameter("jqwik.database", durationFile.toString())
              .configurationParameter("jqwik.reporting.onlyfailures", "true")
              .configurationParameter("jqwik.shrinking.default", "OFF")
              .build();
      FirstFailure listener = new FirstFailure();
      launcher.execute(request, listener);
      return listener.failed;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no test class " + name, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
