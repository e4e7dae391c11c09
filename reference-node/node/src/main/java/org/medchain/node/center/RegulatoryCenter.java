package org.medchain.node.center;

import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * The regulatory center (paper §3.1; ROLE-1): authorises agencies and exchange entities, has its
 * decisions ordered on the ledger, and revokes authorisations. May be used by any thread.
 */
public final class RegulatoryCenter {
  private final Registrar registrar;
  private final LedgerOperationClient ledger;
  private final KeyIssuance keys;
  private final MeterRegistry meters;
  private final ReentrantLock lock = new ReentrantLock();

  /** The end of the lists on their way: one after the other, since their numbers must rise. */
  private CompletableFuture<?> publication = CompletableFuture.completedFuture(null);

  /** With its memory, its access to the ledger, and the keys that it makes for others. */
  public RegulatoryCenter(
      Registrar registrar, LedgerOperationClient ledger, KeyIssuance keys, MeterRegistry meters) {
    this.registrar = registrar;
    this.ledger = ledger;
    this.keys = keys;
    this.meters = meters;
    meters.gauge("medchain.center.issued", registrar, Registrar::issuedCount);
    meters.gauge("medchain.center.unordered", registrar, Registrar::unconfirmedCount);
  }

  /** Its services over connections. */
  public List<RpcService> services() {
    return List.of(
        new EnrollmentService(registrar, keys, meters),
        new AuthorisationService(this),
        new Revoking(this));
  }

  /**
   * Authorises a subject: on the ledger first, if it is to be a participant, and then for
   * certificates.
   *
   * @param participant on the ledger; none for a process that orders nothing in its own name
   * @return the registration's receipt, if there was one; a key that is registered already is no
   *     obstacle
   */
  public CompletableFuture<Optional<Receipt>> authorise(
      CertificateSubject subject, Optional<Participant> participant) {
    if (participant.isEmpty()) {
      return attempt(() -> registrar.authorise(subject)).thenApply(done -> Optional.empty());
    }
    return ledger
        .submit(new Register(participant.get()))
        .thenCompose(
            receipt -> {
              Outcome outcome = Outcome.of(receipt);
              return outcome == Outcome.OK || outcome == Outcome.ALREADY_REGISTERED
                  ? attempt(() -> registrar.authorise(subject))
                      .thenApply(done -> Optional.of(receipt))
                  : CompletableFuture.failedFuture(
                      new RefusedException(
                          "the ledger did not register the key: " + outcome.words()));
            });
  }

  /** Lets the bearer enrol a key of its own with this role and name, once. */
  public Invitation invite(PeerRole role, String name) throws RefusedException {
    return registrar.invite(role, name);
  }

  /**
   * Changes who the consensus nodes are. A key that joins is one of a node that may enrol here: any
   * other has no process that could vote with it, and takes the place of one that can (CA-10).
   */
  public CompletableFuture<Receipt> changeMembers(MemberChange change) {
    Optional<PublicKey> stranger = change.joining().filter(each -> !isNode(each));
    if (stranger.isPresent()) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              "the key "
                  + stranger.get().brief()
                  + " is not certified as a node's: it could not vote; 'center enrol' or 'center"
                  + " authorise' with the role consensus_node comes first"));
    }
    return ledger.submit(new ChangeMembers(change));
  }

  private boolean isNode(PublicKey key) {
    return registrar.authorised(key).filter(subject -> subject.role().isNode()).isPresent();
  }

  /** Finds a record valid or false. */
  public CompletableFuture<Receipt> judge(Hash record, boolean valid) {
    return ledger.submit(valid ? new CastVote(record, true) : new JudgeRecord(record));
  }

  /** Notes that a voucher is paid, once (GAME-6). */
  public CompletableFuture<Receipt> pay(Hash voucher) {
    return ledger.submit(new PayVoucher(voucher));
  }

  /** Appoints a guardian, as of a minor, until a time (CON-31). */
  public CompletableFuture<Receipt> appointGuardian(
      PublicKey owner, PublicKey guardian, long untilMs) {
    return ledger.submit(new AppointDelegate(owner, guardian, untilMs));
  }

  /** Ends what the center appointed (CON-31). */
  public CompletableFuture<Receipt> endGuardian(PublicKey owner, PublicKey guardian) {
    return ledger.submit(new EndDelegation(owner, guardian));
  }

  /**
   * Has another key sign for a participant (REG-6), and revokes the old one's certificates. The new
   * key's holder has proved that it has it, by the request for its certificate (CA-12).
   *
   * @return the ledger's receipts: of the order, which may be refused, and of the lists
   */
  public CompletableFuture<List<Receipt>> replaceKey(
      PublicKey participant, PublicKey successor, RevocationReason reason) {
    if (!registrar.isCertified(successor)) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              "the key "
                  + successor.brief()
                  + " has no certificate: nobody has proved to have it; 'register --replaces' does,"
                  + " or 'center enrol'"));
    }
    return ledger
        .submit(new ReplaceKey(participant, successor))
        .thenCompose(
            receipt ->
                revokeReplaced(receipt, reason)
                    .thenApply(listed -> concatenated(List.of(receipt), listed)));
  }

  /** The ledger refuses the old key already; its certificates end too, for other tools. */
  private CompletableFuture<List<Receipt>> revokeReplaced(Receipt receipt, RevocationReason why) {
    for (Event each : MedicalModules.events(receipt)) {
      if (each instanceof RegistrationEvents.KeyReplaced replaced) {
        return attempt(() -> registrar.revokeKey(replaced.old(), why))
            .handle((done, revokedBefore) -> null)
            .thenCompose(done -> publish());
      }
    }
    return CompletableFuture.completedFuture(List.of());
  }

  /** Freezes an account: nothing is paid out of it until it is thawed (GAME-8). */
  public CompletableFuture<Receipt> freeze(PublicKey participant) {
    return ledger.submit(new FreezeAccount(participant));
  }

  /** Thaws an account (GAME-8). */
  public CompletableFuture<Receipt> thaw(PublicKey participant) {
    return ledger.submit(new ThawAccount(participant));
  }

  /**
   * Revokes a key with all its certificates. That of a consensus node is first taken off the list
   * of members, or replaced there: a revocation alone leaves it on the list (decision 0151).
   *
   * @param successor takes the place of a consensus node
   * @return the receipts: of the change of members, if there was any, then of the lists
   */
  public CompletableFuture<List<Receipt>> revoke(
      PublicKey key, RevocationReason reason, Optional<PublicKey> successor) {
    boolean node =
        registrar
            .authorised(key)
            .filter(subject -> subject.role() == PeerRole.CONSENSUS_NODE)
            .isPresent();
    CompletableFuture<List<Receipt>> members =
        node || successor.isPresent()
            ? changeMembers(leaving(key, successor)).thenApply(List::of)
            : CompletableFuture.completedFuture(List.of());
    // Too few members to lose one is no reason to let the key in any longer.
    return members.thenCompose(
        changed ->
            attempt(() -> registrar.revokeKey(key, reason))
                .thenCompose(done -> publish())
                .thenApply(listed -> concatenated(changed, listed)));
  }

  private static MemberChange leaving(PublicKey key, Optional<PublicKey> successor) {
    return successor.isPresent()
        ? new MemberChange.Replace(key, successor.get())
        : new MemberChange.Remove(key);
  }

  /** Revokes one certificate and not its key. */
  public CompletableFuture<List<Receipt>> revokeCertificate(
      BigInteger serial, RevocationReason reason) {
    return attempt(() -> registrar.revokeCertificate(serial, reason))
        .thenCompose(done -> publish());
  }

  /**
   * Orders pending reports: revocations whose ordering failed, and certificates that newer ones
   * replaced. To be called at the start and from time to time.
   *
   * @return a receipt a list; empty if there is nothing to report
   */
  public CompletableFuture<List<Receipt>> publish() {
    lock.lock();
    try {
      CompletableFuture<List<Receipt>> mine =
          publication.handle((done, failed) -> null).thenCompose(done -> publishFrom(List.of()));
      publication = mine;
      return mine;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<List<Receipt>> publishFrom(List<Receipt> before) {
    Optional<RevokeCertificates> list;
    try {
      list = registrar.nextCrl();
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (list.isEmpty()) {
      return CompletableFuture.completedFuture(before);
    }
    return ledger
        .submit(list.get())
        .thenCompose(
            receipt -> {
              Outcome outcome = Outcome.of(receipt);
              return outcome == Outcome.OK
                  ? attempt(() -> registrar.confirmCrl(list.get().number()))
                      .thenCompose(done -> publishFrom(concatenated(before, List.of(receipt))))
                  : CompletableFuture.failedFuture(
                      new RefusedException(
                          "the ledger did not take the revocation list: " + outcome.words()));
            });
  }

  private static List<Receipt> concatenated(List<Receipt> some, List<Receipt> more) {
    List<Receipt> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** What may be refused. */
  private interface RefusableStep {
    void run() throws RefusedException;
  }

  private static CompletableFuture<Void> attempt(RefusableStep step) {
    try {
      step.run();
      return CompletableFuture.completedFuture(null);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
