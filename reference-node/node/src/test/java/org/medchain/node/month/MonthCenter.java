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
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.Identity;
import org.medchain.node.center.KeyIssuance;
import org.medchain.node.center.LedgerOperationClient;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.RegulatoryCenter;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.center.admission.CertificateAdmissionPolicy;
import org.medchain.node.center.admission.ReceiptRevocationLookup;
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
  private ReceiptRevocationLookup seen = new ReceiptRevocationLookup();
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
  }

  /** A new process on the same folder. */
  void start() throws IOException {
    registrar = Registrar.open(folder, authority, VALIDITY, machine, random);
    // As the center's process composes its admission: this line is the process's to say.
    seen = new ReceiptRevocationLookup();
    policy =
        new CertificateAdmissionPolicy(
            authority.certificate(), machine, EnumSet.allOf(PeerRole.class), seen);
    center =
        new RegulatoryCenter(
            registrar,
            this,
            new KeyIssuance(registrar, folder.resolve("escrow"), new char[0], keys, random),
            new SimpleMeterRegistry());
    up = true;
  }

  void kill() throws IOException {
    up = false;
    session.giveUp(new RefusedException("the center ended"));
    registrar.close();
    month.network().endAll(this);
  }

  /** Renews its own certificate in time, and reports what is revoked. */
  void atWork() throws RefusedException {
    Duration left = Duration.between(machine.instant(), shown().getNotAfter().toInstant());
    if (left.compareTo(VALIDITY.certificate().dividedBy(3)) < 0) {
      own = new LocalCertificateIssuer(registrar, machine, random).renew(own);
    }
    var unused = center.publish().exceptionally(failure -> List.of());
  }

  private X509Certificate shown() {
    return own.credentials().chain().get(0);
  }

  Identity issue(KeyPair ledger, PeerRole role, String name) throws RefusedException {
    return new LocalCertificateIssuer(registrar, machine, random)
        .identity(ledger, role, name, List.of(name));
  }

  /** An operator's command; what becomes of it is the center's matter. */
  CompletableFuture<List<Receipt>> revoke(Identity identity) {
    return center.revoke(
        identity.ledger().publicKey(), RevocationReason.KEY_COMPROMISE, Optional.empty());
  }

  X509Certificate authority() {
    return authority.certificate();
  }

  MonthSession session() {
    return session;
  }

  @Override
  public CompletableFuture<Receipt> submit(Operation operation) {
    CompletableFuture<Receipt> result = session.submit(operation);
    month.after(
        this,
        Duration.ofSeconds(45).toNanos(),
        () -> {
          if (!result.isDone()) {
            session.giveUp(new RefusedException("no reply in time"));
          }
        });
    return result.thenApply(
        receipt -> {
          seen.executed(1, List.of(receipt));
          month.network().recheck(this);
          return receipt;
        });
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
  public List<RpcService> services() {
    return new ArrayList<>(center.services());
  }

  @Override
  public void opened(MonthNetwork.Link link) {}

  @Override
  public void closed(MonthNetwork.Link link) {}

  @Override
  public void received(Envelope envelope, MonthNetwork.Link link) {}

  @Override
  public void replied(Peer node, OrderedReply reply) {
    session.replied(node.key(), reply);
  }
}
