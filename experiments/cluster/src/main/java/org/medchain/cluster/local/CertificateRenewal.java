package org.medchain.cluster.local;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.Identity;
import org.medchain.node.center.Issuing;
import org.medchain.node.center.Renewal;
import org.medchain.node.center.RenewalSchedule;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.Node;
import org.medchain.node.transport.Credentials;
import org.medchain.node.transport.Refused;

/** Renews the certificates in a folder before they end (CA-4, CLUSTER-5). */
public final class CertificateRenewal implements AutoCloseable {
  private final Path folder;
  private final Consumer<Credentials> shown;
  private final Renewal renewal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("renewal").unstarted(task));

  private CertificateRenewal(
      Path folder,
      Identity identity,
      Function<Identity, CompletableFuture<Identity>> center,
      Consumer<Credentials> shown,
      MeterRegistry meters) {
    this.folder = folder;
    this.shown = shown;
    renewal =
        new Renewal(
            RenewalSchedule.DEFAULT,
            InstantSource.system(),
            timer,
            // The answer comes by a thread of connections, which must not wait for a disk.
            each -> center.apply(each).thenApplyAsync(fresh -> fresh, timer),
            this::renewed,
            meters);
    renewal.begin(identity);
  }

  /** Of a node, by the center that is connected to it. */
  public static CertificateRenewal of(NodeConfig config, Node node) {
    EnrollmentClient center =
        new EnrollmentClient(
            node.asker(),
            node.identity().credentials().authority(),
            InstantSource.system(),
            new SecureRandom());
    return new CertificateRenewal(
        config.credentials(),
        node.identity(),
        each -> center.renew(each, each.addresses()),
        node::renew,
        node.meters());
  }

  /** Of the center itself, which nobody else could renew. */
  public static CertificateRenewal ofCenter(
      Path folder,
      Identity identity,
      Issuing issuing,
      Consumer<Credentials> shown,
      MeterRegistry meters) {
    return new CertificateRenewal(folder, identity, each -> issued(issuing, each), shown, meters);
  }

  private static CompletableFuture<Identity> issued(Issuing issuing, Identity identity) {
    try {
      return CompletableFuture.completedFuture(issuing.renew(identity));
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void renewed(Identity fresh) {
    try {
      CredentialFiles.write(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shown.accept(fresh.credentials());
  }

  @Override
  public void close() {
    renewal.close();
    timer.shutdownNow();
  }
}
