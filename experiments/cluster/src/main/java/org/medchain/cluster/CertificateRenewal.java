package org.medchain.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.Identity;
import org.medchain.node.center.Renewal;
import org.medchain.node.center.RenewalSchedule;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.Node;

/** Renews a node's certificates by the center that is connected to it (CA-4, CLUSTER-5). */
final class CertificateRenewal implements AutoCloseable {
  private final Path folder;
  private final Node node;
  private final Renewal renewal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("renewal").unstarted(task));

  CertificateRenewal(NodeConfig config, Node node) {
    this.folder = config.credentials();
    this.node = node;
    EnrollmentClient center =
        new EnrollmentClient(
            node.asker(),
            node.identity().credentials().authority(),
            InstantSource.system(),
            new SecureRandom());
    List<String> addresses = addresses(node.identity());
    renewal =
        new Renewal(
            RenewalSchedule.DEFAULT,
            InstantSource.system(),
            timer,
            // The answer comes by a thread of connections, which must not wait for a disk.
            identity -> center.renew(identity, addresses).thenApplyAsync(each -> each, timer),
            this::renewed,
            node.meters());
    renewal.begin(node.identity());
  }

  /** Those that its certificate has now: where it listens may say less. */
  private static List<String> addresses(Identity identity) {
    try {
      var names = identity.credentials().chain().get(0).getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream().map(each -> String.valueOf(each.get(1))).toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private void renewed(Identity fresh) {
    try {
      CredentialFiles.write(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.renew(fresh.credentials());
  }

  @Override
  public void close() {
    renewal.close();
    timer.shutdownNow();
  }
}
