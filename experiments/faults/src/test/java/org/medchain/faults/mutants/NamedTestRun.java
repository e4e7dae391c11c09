package org.medchain.faults.mutants;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test with the classes that this one is loaded beside. */
public final class NamedTestRun {
  private NamedTestRun() {}

  /**
   * Whether it is green.
   *
   * @param test class and method, with a point between
   * @throws IllegalArgumentException if there is no such test
   */
  public static boolean isGreen(String test) {
    int point = test.lastIndexOf('.');
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                DiscoverySelectors.selectMethod(
                    test.substring(0, point), test.substring(point + 1)))
            .build();
    // Without the listeners of this build, which count what a suite takes.
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    if (summary.getTestsStartedCount() != 1) {
      throw new IllegalArgumentException("there is no test " + test);
    }
    return summary.getTestsSucceededCount() == 1;
  }
}
