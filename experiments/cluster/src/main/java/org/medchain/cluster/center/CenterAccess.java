package org.medchain.cluster.center;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.Running;
import org.medchain.contract.Genesis;
import org.medchain.contract.Outcome;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.Refusal;
import org.medchain.node.center.CenterClient;
import org.medchain.node.center.CertifiedAdmission;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.HeardRevocations;
import org.medchain.node.center.Identity;
import org.medchain.node.center.Invitation;
import org.medchain.node.host.Node;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Receiver;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** A command's connection to the running center. */
final class CenterAccess implements AutoCloseable {
  private static final long CONNECT_S = 10;
  private static final long ANSWER_S = 75;

  private final EventLoops loops = EventLoops.of(1, "order");
  private final X509Certificate authority;
  private final Transport transport;
  private final CenterClient client;

  /**
   * Connects to the center of this cluster, as its operator.
   *
   * @throws Refusal if no center runs there
   */
  static CenterAccess of(ClusterFolder folder) throws Refusal, IOException, InterruptedException {
    Path own = folder.center();
    Running running =
        Running.read(own)
            .orElseThrow(() -> new Refusal(own + ": no center runs here; see 'cluster status'"));
    Identity operator = CredentialFiles.read(folder.centerOperator());
    return new CenterAccess(operator, folder.genesis(), running.address());
  }

  /**
   * Connects.
   *
   * @param address host and port of the center, with a colon between
   */
  CenterAccess(Identity identity, Genesis genesis, String address)
      throws IOException, InterruptedException {
    authority = identity.credentials().authority();
    transport =
        new Transport(
            TransportOptions.defaults(),
            loops,
            identity.credentials(),
            new ChainIdentity(Node.PROTOCOL_VERSION, genesis.chain()),
            identity.ledger().publicKey(),
            new CertifiedAdmission(
                identity.credentials().authority(),
                InstantSource.system(),
                EnumSet.of(PeerRole.REGULATORY_CENTER),
                new HeardRevocations()),
            new Deaf(),
            List.of(),
            new SimpleMeterRegistry());
    PublicKey center = genesis.terms().center();
    client = new CenterClient(transport, center);
    connect(center, address);
  }

  private void connect(PublicKey center, String text) throws IOException, InterruptedException {
    int colon = text.lastIndexOf(':');
    InetSocketAddress address =
        new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    transport.connect(center, address);
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_S);
    while (transport.link(center).isEmpty()) {
      if (System.nanoTime() > endNs) {
        close();
        throw new IOException("the center at " + text + " does not answer");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Has an order carried out. */
  <T> T order(Function<CenterClient, CompletableFuture<T>> order)
      throws IOException, InterruptedException {
    return answered(order.apply(client));
  }

  /** Enrols a key that was drawn here, with an invitation. */
  Identity enrol(
      KeyPair ledger, PeerRole role, String name, List<String> addresses, Invitation invitation)
      throws IOException, InterruptedException {
    EnrollmentClient enrollment =
        new EnrollmentClient(transport, authority, InstantSource.system(), new SecureRandom());
    return answered(enrollment.enroll(ledger, role, name, addresses, Optional.of(invitation)));
  }

  private static <T> T answered(CompletableFuture<T> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get(ANSWER_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(
          cause instanceof Refused ? "the center refuses: " + cause.getMessage() : "" + cause, e);
    } catch (TimeoutException e) {
      throw new IOException("the center did not answer in " + ANSWER_S + " s", e);
    }
  }

  /** What the ledger said of it, one line a receipt; whether all of it was done. */
  static boolean say(List<Receipt> receipts, PrintWriter out) {
    boolean all = true;
    for (Receipt receipt : receipts) {
      out.printf(
          Locale.ROOT, "request %d: %s%n", receipt.request().sequence(), Outcome.of(receipt));
      all &= receipt.succeeded();
    }
    out.flush();
    return all;
  }

  /** Only answers count here. */
  private static final class Deaf implements Receiver {
    @Override
    public void opened(Link link) {}

    @Override
    public void received(Link link, Frame.Sealed frame) {}

    @Override
    public void closed(Link link) {}
  }

  @Override
  public void close() {
    transport.close();
    loops.close();
  }
}
