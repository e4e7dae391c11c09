package org.medchain.client.enrolment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.center.CenterClient;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.EnrollmentClient.Enrollment;
import org.medchain.node.center.Invitation;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** An operator's connection to the running center. */
public final class CenterConnection implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** The center waits for the ledger itself, and for its own orders in progress. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final ConnectionLoop loop = new ConnectionLoop("order");
  private final X509Certificate authority;
  private final Transport transport;
  private final CenterClient client;

  /** Connects to the center at this address. */
  public CenterConnection(Identity identity, Genesis genesis, InetSocketAddress address)
      throws IOException, InterruptedException {
    authority = identity.credentials().authority();
    transport =
        MemberTransport.ofClient(
            TransportOptions.withRpcTimeout(ANSWER),
            loop,
            identity,
            genesis,
            EnumSet.of(PeerRole.REGULATORY_CENTER),
            (link, frame) -> {},
            new SimpleMeterRegistry());
    PublicKey center = genesis.terms().center();
    client = new CenterClient(transport, center);
    connect(center, address);
  }

  private void connect(PublicKey center, InetSocketAddress address)
      throws IOException, InterruptedException {
    transport.connect(center, address);
    boolean linked = false;
    try {
      linked = Polling.until(CONNECT, 10, () -> transport.link(center).isPresent());
    } finally {
      if (!linked) {
        close(); // No caller gets it to close it.
      }
    }
    if (!linked) {
      throw new IOException(
          "the center at %s:%s does not reply"
              .formatted(address.getHostString(), address.getPort()));
    }
  }

  /** Has an order carried out. */
  public <T> T execute(Function<CenterClient, CompletableFuture<T>> order)
      throws IOException, InterruptedException {
    return answered(order.apply(client));
  }

  /** Enrols a key that was drawn here, with an invitation. */
  public Identity enrol(
      KeyPair ledger, PeerRole role, String name, List<String> addresses, Invitation invitation)
      throws IOException, InterruptedException {
    return enrol(ledger, new Enrollment(role, name, addresses, Optional.of(invitation), false));
  }

  /** Gets certificates for a key that may enrol already: new ones, or those that got lost. */
  public Identity enrolAgain(KeyPair ledger, PeerRole role, String name)
      throws IOException, InterruptedException {
    return enrol(ledger, new Enrollment(role, name, List.of(), Optional.empty(), false));
  }

  /**
   * Enrols, or has the center make a key (REG-7).
   *
   * @param keys that are enrolled, or to which those that the center makes are handed over
   */
  public Identity enrol(KeyPair keys, Enrollment enrollment)
      throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    return answered(
        new EnrollmentClient(transport, authority, InstantSource.system(), random)
            .enroll(keys, enrollment));
  }

  /** Whether a failure is the center's refusal, and not one of the connection. */
  public static boolean isRefusal(IOException failure) {
    return failure.getCause() != null && failure.getCause().getCause() instanceof RefusedException;
  }

  private static <T> T answered(CompletableFuture<T> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      String reason = e.getCause().getMessage();
      throw new IOException(
          e.getCause() instanceof RefusedException
              ? "the center refuses: " + reason
              : reason
                  + "; the center may still carry it out: 'center supervise' shows what the ledger"
                  + " has",
          e);
    }
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}
