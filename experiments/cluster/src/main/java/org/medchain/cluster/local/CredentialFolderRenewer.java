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
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.renewal.CertificateRenewer;
import org.medchain.node.center.renewal.RenewalSchedule;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.tls.TlsCredentials;

/** Renews the certificates in a folder before they end (CA-4, CLUSTER-5). */
public final class CredentialFolderRenewer implements AutoCloseable {
  private final Path folder;
  private final Consumer<TlsCredentials> onRenewal;
  private final CertificateRenewer renewal;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("renewal").unstarted(task));

  private CredentialFolderRenewer(
      Path folder,
      Identity identity,
      Function<Identity, CompletableFuture<Identity>> center,
      Consumer<TlsCredentials> shown,
      MeterRegistry meters) {
    this.folder = folder;
    this.onRenewal = shown;
    renewal =
        new CertificateRenewer(
            RenewalSchedule.DEFAULT,
            InstantSource.system(),
            timer,
            // The reply comes on a thread of connections, which must not wait for a disk.
            each -> center.apply(each).thenApplyAsync(fresh -> fresh, timer),
            this::renewed,
            meters);
    renewal.start(identity);
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
        each -> center.renew(each, each.addresses()),
        node::renew,
        node.meters());
  }

  /** Of the center itself, which renews its own. */
  public static CredentialFolderRenewer ofCenter(
      Path folder,
      Identity identity,
      LocalCertificateIssuer issuing,
      Consumer<TlsCredentials> shown,
      MeterRegistry meters) {
    return new CredentialFolderRenewer(
        folder, identity, each -> issued(issuing, each), shown, meters);
  }

  private static CompletableFuture<Identity> issued(
      LocalCertificateIssuer issuing, Identity identity) {
    try {
      return CompletableFuture.completedFuture(issuing.renew(identity));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void renewed(Identity fresh) {
    try {
      CredentialFiles.write(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    onRenewal.accept(fresh.credentials());
  }

  @Override
  public void close() {
    renewal.close();
    timer.shutdownNow();
  }
}
