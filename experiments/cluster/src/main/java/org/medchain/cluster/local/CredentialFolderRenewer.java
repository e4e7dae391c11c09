package org.medchain.cluster.local;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.renewal.CertificateRenewer;
import org.medchain.node.center.renewal.RenewalSchedule;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.Identity;
import org.medchain.node.identity.PendingRenewal;
import org.medchain.node.transport.RefusedException;

/**
 * Renews the certificates in a folder before they end (CA-4, CLUSTER-5). The old ones are shown
 * until the new ones are on the disk (CA-13).
 */
public final class CredentialFolderRenewer implements AutoCloseable {
  private final Path folder;
  private final BiFunction<Identity, KeyPair, CompletableFuture<Identity>> center;
  private final Consumer<Identity> onRenewal;
  private final CertificateRenewer renewal;
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("renewal").unstarted(task));

  private CredentialFolderRenewer(
      Path folder,
      Identity identity,
      BiFunction<Identity, KeyPair, CompletableFuture<Identity>> center,
      Consumer<Identity> shown,
      MeterRegistry meters) {
    this.folder = folder;
    this.center = center;
    this.onRenewal = shown;
    renewal =
        new CertificateRenewer(
            RenewalSchedule.DEFAULT,
            InstantSource.system(),
            timer,
            this::renew,
            this::renewed,
            meters);
    if (PendingRenewal.exists(folder)) {
      renewal.resume(identity);
    } else {
      renewal.start(identity);
    }
  }

  /** Of a node, by the center that is connected to it. */
  public static CredentialFolderRenewer of(NodeConfig config, FullNode node) {
    EnrollmentClient center =
        new EnrollmentClient(
            node.asker(),
            node.identity().credentials().authority(),
            InstantSource.system(),
            new SecureRandom());
    return new CredentialFolderRenewer(
        config.credentials(),
        node.identity(),
        center::renew,
        fresh -> node.renew(fresh.credentials()),
        node.meters());
  }

  /** Of the center itself, which renews its own. */
  public static CredentialFolderRenewer ofCenter(
      Path folder,
      Identity identity,
      LocalCertificateIssuer issuing,
      Consumer<Identity> shown,
      MeterRegistry meters) {
    return new CredentialFolderRenewer(
        folder, identity, (each, tls) -> issued(issuing, each, tls), shown, meters);
  }

  private static CompletableFuture<Identity> issued(
      LocalCertificateIssuer issuing, Identity identity, KeyPair tls) {
    try {
      return CompletableFuture.completedFuture(issuing.renew(identity, tls));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Identity> renew(Identity identity) {
    try {
      Optional<Identity> waiting = PendingRenewal.waiting(folder);
      return waiting.isPresent()
          ? CompletableFuture.completedFuture(waiting.get())
          // The reply comes on a thread of connections, which must not wait for a disk.
          : center
              .apply(identity, PendingRenewal.begin(folder, random))
              .thenApplyAsync(this::kept, timer);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Identity kept(Identity fresh) {
    try {
      return PendingRenewal.keep(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void renewed(Identity fresh) {
    try {
      onRenewal.accept(fresh);
      PendingRenewal.finish(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    renewal.close();
    timer.shutdownNow();
  }
}
