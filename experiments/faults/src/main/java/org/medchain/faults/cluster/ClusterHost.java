package org.medchain.faults.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.plan.NemesisKind;

/** Node processes on this machine, with TLS, disks and the machine's clock (FAULT-1). */
public final class ClusterHost implements HarnessHost {

  private final NodeBuilds builds;

  /** For processes of this machine, of which there is one version. */
  public ClusterHost() {
    this(NodeBuilds.THIS);
  }

  /** The same with other classes in the nodes alone: what judges them is the unchanged code. */
  public ClusterHost(NodeBuilds builds) {
    this.builds = builds;
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Optional<String> obstacle(NemesisKind kind) {
    return Optional.empty();
  }

  /** What nobody needs of a run that did not come to its end: stores are large. */
  private static List<Path> temporary(Path folder) {
    return Stream.of("cluster", "copies", "next-version").map(folder::resolve).toList();
  }

  @Override
  public HostOutcome run(HarnessTest test) throws IOException, InterruptedException {
    FolderJanitor unneeded = new FolderJanitor(temporary(test.folder()));
    try {
      return new ClusterRun(test, builds).play();
    } catch (UserInputException e) {
      throw new IOException(String.join("; ", e.lines()), e);
    } finally {
      unneeded.close();
    }
  }
}
