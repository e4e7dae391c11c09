package org.medchain.faults.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.plan.NemesisKind;

/** Node processes on this machine, with TLS, disks and the machine's clock (FAULT-1). */
public final class ClusterHost implements HarnessHost {
  private final String classPath;

  /** For processes with the classes of this one. */
  public ClusterHost() {
    this(List.of());
  }

  /**
   * The same with a planted defect in the nodes alone: what judges them is the unchanged code.
   *
   * @param inFront folders of classes that go before those of this process
   */
  public ClusterHost(List<Path> inFront) {
    this.classPath =
        Stream.concat(
                inFront.stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Optional<String> obstacle(NemesisKind kind) {
    return Optional.empty();
  }

  @Override
  @SuppressWarnings("try") // Its end is what the janitor is for.
  public HostOutcome run(HarnessTest test) throws IOException, InterruptedException {
    // Nobody needs the stores of a run that did not come to its end, and they are large.
    try (FolderJanitor unneeded =
        new FolderJanitor(
            Stream.of("cluster", "copies", "next-version").map(test.folder()::resolve).toList())) {
      return new ClusterRun(test, classPath).play();
    } catch (UserInputException e) {
      throw new IOException(String.join("; ", e.lines()), e);
    }
  }
}
