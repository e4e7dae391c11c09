package org.medchain.node.month;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.center.CenterRequest.RevokeKeyRequest;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.KeyIssuance;
import org.medchain.node.center.LedgerOperationClient;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.RegulatoryCenter;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.identity.PendingRenewal;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * The center over its lives: its real register on disk, its real services and admission, put
 * together as its process does.
 */
final class MonthCenter implements MonthEndpoint, LedgerOperationClient {
  /** Renewed every four days; the old one ends an hour later. */
  private static final ValidityPeriods VALIDITY =
      new ValidityPeriods(
          Duration.ofDays(6), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

  private final Month month;
  private final MonthMachine machine;
  private final Path folder;
  private final KeyPair keys;
  private final SecureRandom random;
  private final CertificateAuthority authority;
  private final MonthSession session;
  private Registrar registrar;
  private RegulatoryCenter center;
  private CertificateAdmissionPolicy policy;
  private MonthThread thread = new MonthThread();
  private Identity own;
  private boolean up;

  MonthCenter(Month month, Path folder, KeyPair keys, Operations operations, SecureRandom random)
      throws IOException, RefusedException {
    this.month = month;
    this.folder = folder;
    this.keys = keys;
    this.random = random;
    machine = month.machine();
    session = new MonthSession(month, this, operations);
    authority =
        CertificateAuthority.create(
            "simulated authority", machine.instant(), Duration.ofDays(365), random);
    start();
    own = issue(keys, PeerRole.REGULATORY_CENTER, name());
    CredentialFiles.write(credentials(), own);
  }

  /** A new process on the same folder, if none runs. */
  void start() throws IOException {
    if (up) {
      return; // Its restarts may overlap.
    }
    registrar = new Registrar(folder, authority, VALIDITY, machine, random);
    // As the center's process composes its admission.
    policy =
        new CertificateAdmissionPolicy(
            authority.certificate(), machine, EnumSet.allOf(PeerRole.class), registrar::refusal);
    thread = new MonthThread();
    center =
        new RegulatoryCenter(
            registrar,
            this,
            new KeyIssuance(registrar, folder.resolve("escrow"), new char[0], keys, random),
            new SimpleMeterRegistry());
    up = true;
  }

  void kill() throws IOException {
    if (!up) {
      return;
    }
    up = false;
    session.giveUp(new RefusedException("the center ended"));
    thread.end();
    registrar.close();
    month.network().endAll(this);
  }

  /** Renews its own certificate in time, and reports what is revoked. */
  void atWork() {
    Duration left = Duration.between(machine.instant(), shown().getNotAfter().toInstant());
    if (left.compareTo(VALIDITY.certificate().dividedBy(3)) < 0) {
      renew();
    }
    if (!thread.isBusy()) {
      order(center::publish, () -> {});
    }
  }

  private void renew() {
    try {
      LocalCertificateIssuer issuer = new LocalCertificateIssuer(registrar, machine, random);
      Identity next = issuer.renew(own, PendingRenewal.begin(credentials(), random));
      own = PendingRenewal.keep(credentials(), next);
      registrar.shown(shown().getSerialNumber(), false);
      PendingRenewal.finish(credentials(), own);
    } catch (IOException | RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path credentials() {
    return folder.resolve("own");
  }

  /** Has the center order something, and waits for the replies. */
  private interface CenterOrder {
    List<Receipt> run() throws RefusedException;
  }

  private void order(CenterOrder what, Runnable begun) {
    Runnable body =
        () -> {
          try {
            var unused = what.run();
          } catch (RefusedException e) {
            month.log("the center: " + e.getMessage());
          }
        };
    thread.execute(body, begun);
  }

  private X509Certificate shown() {
    return own.credentials().chain().get(0);
  }

  Identity issue(KeyPair ledger, PeerRole role, String name) throws RefusedException {
    return new LocalCertificateIssuer(registrar, machine, random)
        .identity(ledger, role, name, List.of(name));
  }

  /** An operator's command; once it has begun, the center continues it. */
  void revoke(Identity identity) {
    PublicKey key = identity.ledger().publicKey();
    order(
        () ->
            center.revoke(
                new RevokeKeyRequest(key, RevocationReason.KEY_COMPROMISE, Optional.empty())),
        () -> month.invariants().revoking(identity));
  }

  X509Certificate authority() {
    return authority.certificate();
  }

  MonthSession session() {
    return session;
  }

  @Override
  public CompletableFuture<Receipt> submit(Operation operation) {
    if (!up) {
      return CompletableFuture.failedFuture(new RefusedException("the center ended"));
    }
    MonthThread mine = thread;
    CompletableFuture<Receipt> result = session.submit(operation);
    month.after(
        this,
        Duration.ofSeconds(45).toNanos(),
        () -> {
          if (!result.isDone()) {
            session.giveUp(new RefusedException("no reply in time"));
          }
        });
    CompletableFuture<Receipt> reply = mine.new Reply<>();
    var unused =
        result.whenComplete(
            (receipt, failure) -> {
              if (failure == null) {
                reply.complete(receipt);
              } else {
                reply.completeExceptionally(failure);
              }
              month.after(this, 0, mine::resume);
            });
    return reply;
  }

  @Override
  public String name() {
    return "center";
  }

  @Override
  public MonthMachine machine() {
    return machine;
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public List<X509Certificate> chain() {
    return own.credentials().chain();
  }

  @Override
  public Peer admit(List<X509Certificate> chain) throws RefusedException {
    return chain.isEmpty() ? month.client().peer() : policy.admit(chain);
  }

  @Override
  public Optional<String> refusal(Peer peer) {
    return registrar.refusal(peer);
  }

  @Override
  public List<RpcService> services() {
    return new ArrayList<>(center.services());
  }

  @Override
  public void opened(MonthNetwork.Link link) {
    session.resend(); // A list that revokes a link's certificate ends the link before its reply.
    try {
      registrar.shown(link.peer().serial(), false);
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void closed(MonthNetwork.Link link) {}

  @Override
  public void received(Envelope envelope, MonthNetwork.Link link) {}

  @Override
  public void replied(Peer node, OrderedReply reply) {
    session.replied(node.key(), reply);
  }
}
