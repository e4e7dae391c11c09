package org.medchain.node.center;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.CenterEvents.MembersChanged;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.MemberChange.Remove;
import org.medchain.contract.center.MemberChange.Replace;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RegistrationEvents.CertificatesRevoked;
import org.medchain.contract.registration.RegistrationEvents.KeyReplaced;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.admission.CallKind;
import org.medchain.node.center.CenterRequest.AuthoriseKeyRequest;
import org.medchain.node.center.CenterRequest.InvitationRequest;
import org.medchain.node.center.CenterRequest.LedgerRequest;
import org.medchain.node.center.CenterRequest.PublishCrlRequest;
import org.medchain.node.center.CenterRequest.ReplaceKeyRequest;
import org.medchain.node.center.CenterRequest.RevokeKeyRequest;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * The regulatory center (paper §3.1; ROLE-1): authorises agencies and exchange entities, has its
 * decisions ordered on the ledger, and revokes authorisations. Each decision is in its register
 * before the ledger is asked, and stays due there until the ledger has answered. May be used by any
 * thread, which waits for the ledger.
 */
public final class RegulatoryCenter {
  /** A change of members that the ledger refuses for now is ordered again after this time. */
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);

  /**
   * Operations that a command may have ordered as they are: the register has nothing about them.
   */
  private static final Set<OperationType<?>> LEDGER_ORDERS =
      Set.of(
          FreezeAccount.TYPE,
          ThawAccount.TYPE,
          JudgeRecord.TYPE,
          CastVote.TYPE,
          PayVoucher.TYPE,
          AppointDelegate.TYPE,
          EndDelegation.TYPE);

  private final Registrar registrar;
  private final LedgerOperationClient ledger;
  private final KeyIssuance keys;
  private final MeterRegistry meters;

  /** One list after the other, since their numbers must rise. */
  private final ReentrantLock publishing = new ReentrantLock(true);

  /** Guarded by that lock: not before when a change is ordered again. */
  private final Map<MemberChange, Instant> refused = new HashMap<>();

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
        EnrollmentService.of(registrar, keys, meters),
        CallKind.ORDER.service(CenterRequest.class, (asker, order) -> carriedOut(order)));
  }

  /** Orders of commands with the center's own role. */
  private Encodable carriedOut(CenterRequest request) throws RefusedException {
    return switch (request) {
      case InvitationRequest order -> registrar.invite(order.role(), order.name());
      case AuthoriseKeyRequest order -> listed(authorise(order));
      case RevokeKeyRequest order -> listed(revoke(order));
      case PublishCrlRequest order -> listed(publish());
      case ReplaceKeyRequest order ->
          listed(replaceKey(order.participant(), order.successor(), order.reason()));
      case LedgerRequest order -> listed(List.of(order(order.operation())));
    };
  }

  private static Encodable listed(List<Receipt> receipts) {
    return Encodable.of(out -> out.list(receipts));
  }

  /**
   * Authorises a subject: on the ledger first, if it is to be a participant, and then for
   * certificates.
   *
   * @return the registration's receipt, if there was one; a key may be registered already
   */
  public List<Receipt> authorise(AuthoriseKeyRequest request) throws RefusedException {
    List<Receipt> receipts = new ArrayList<>();
    if (request.participant().isPresent()) {
      Receipt receipt = await(ledger.submit(new Register(request.participant().get())));
      Outcome outcome = Outcome.of(receipt);
      if (outcome != Outcome.OK && outcome != Outcome.ALREADY_REGISTERED) {
        throw new RefusedException("the ledger did not register the key: " + outcome.words());
      }
      receipts.add(receipt);
    }
    registrar.authorise(request.subject());
    return receipts;
  }

  /**
   * Has an operation ordered that needs no more than the ledger's consent. A key that joins the
   * consensus nodes is one of a node that may enrol here: any other has no process that could vote
   * with it, and takes the place of one that can (CA-10).
   */
  public Receipt order(Operation operation) throws RefusedException {
    if (operation instanceof ChangeMembers members) {
      requireNode(members.change());
    } else if (!LEDGER_ORDERS.contains(operation.type())) {
      throw new RefusedException("no command has the center order: " + operation.type());
    }
    return await(ledger.submit(operation));
  }

  private void requireNode(MemberChange change) throws RefusedException {
    Optional<PublicKey> stranger =
        change
            .joining()
            .filter(each -> registrar.authorised(each).filter(it -> it.role().isNode()).isEmpty());
    if (stranger.isPresent()) {
      throw new RefusedException(
          "the key "
              + stranger.get().brief()
              + " is not certified as a node's: it could not vote; 'center enrol' or 'center"
              + " authorise' with the role consensus_node comes first");
    }
  }

  /**
   * Has another key sign for a participant (REG-6), and revokes the old one's certificates. The new
   * key's holder has proved that it has it, by the request for its certificate (CA-12).
   *
   * @return the ledger's receipts: of the order, which may be refused, and of the lists
   */
  public List<Receipt> replaceKey(
      PublicKey participant, PublicKey successor, RevocationReason reason) throws RefusedException {
    if (!registrar.isCertified(successor)) {
      throw new RefusedException(
          "the key "
              + successor.brief()
              + " has no certificate: nobody has proved to have it; 'register --replaces' does,"
              + " or 'center enrol'");
    }
    List<Receipt> receipts = new ArrayList<>();
    receipts.add(await(ledger.submit(new ReplaceKey(participant, successor))));
    for (Event each : MedicalModules.events(receipts.get(0))) {
      // The ledger refuses the old key already; its certificates end too, for other tools.
      if (each instanceof KeyReplaced replaced) {
        if (!registrar.isRevoked(replaced.old())) {
          registrar.revokeKey(replaced.old(), reason);
        }
        receipts.addAll(publish());
      }
    }
    return receipts;
  }

  /**
   * Revokes a key with all its certificates. That of a consensus node is taken off the list of
   * members as well, or replaced there: a revocation by itself leaves it on the list (decision
   * 0150). Both are recorded here before the ledger is asked, and are ordered again until it
   * answers.
   *
   * @return the receipts: of the change of members, if there was any, then of the lists
   */
  public List<Receipt> revoke(RevokeKeyRequest request) throws RefusedException {
    PublicKey key = request.key();
    boolean member =
        registrar
            .authorised(key)
            .filter(subject -> subject.role() == PeerRole.CONSENSUS_NODE)
            .isPresent();
    Optional<MemberChange> change =
        request
            .successor()
            .<MemberChange>map(next -> new Replace(key, next))
            .or(() -> member ? Optional.of(new Remove(key)) : Optional.empty());
    if (change.isPresent()) {
      requireNode(change.get());
    }
    registrar.revokeKey(key, request.reason(), change.stream().toArray(MemberChange[]::new));
    return publish();
  }

  /**
   * Orders what is due by the register: changes of the members, revocations, and certificates that
   * newer ones replaced. To be called at the start and from time to time. The others are awaited
   * however one of them ends.
   *
   * @return a receipt for each change, then one for each list
   */
  public List<Receipt> publish() throws RefusedException {
    publishing.lock();
    try {
      Optional<RevokeCertificates> list = registrar.nextCrl();
      Map<MemberChange, CompletableFuture<Receipt>> changes = new LinkedHashMap<>();
      for (MemberChange each : registrar.unansweredChanges()) {
        if (!registrar.now().isBefore(refused.getOrDefault(each, Instant.MIN))) {
          changes.put(each, ledger.submit(new ChangeMembers(each)));
        }
      }
      // A list that is too short to lose a member, or a missing answer, does not keep a key in.
      Optional<CompletableFuture<Receipt>> listed = list.map(ledger::submit);
      List<Receipt> receipts = new ArrayList<>();
      Optional<RefusedException> failure = Optional.empty();
      for (Map.Entry<MemberChange, CompletableFuture<Receipt>> each : changes.entrySet()) {
        try {
          receipts.add(settled(each.getKey(), await(each.getValue())));
        } catch (RefusedException e) {
          failure = Optional.of(e);
        }
      }
      while (list.isPresent()) {
        Receipt receipt = await(listed.get());
        confirm(list.get(), receipt);
        receipts.add(receipt);
        list = registrar.nextCrl();
        listed = list.map(ledger::submit);
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      return receipts;
    } finally {
      publishing.unlock();
    }
  }

  /**
   * A change is due until its key is not a member; a refusal that may pass is asked about again.
   */
  private Receipt settled(MemberChange change, Receipt receipt) throws RefusedException {
    requireOwn(receipt, MembersChanged.class::isInstance);
    switch (Outcome.of(receipt)) {
      case OK, UNKNOWN_NODE -> registrar.changeAnswered(change);
      case NODE_EXISTS, REVOKED -> {
        // The successor is a member, perhaps by a reply that got lost, or can never be one.
        MemberChange rest = new Remove(change.leaving().orElseThrow());
        registrar.changeAnswered(change, rest);
        return settled(rest, await(ledger.submit(new ChangeMembers(rest))));
      }
      default -> refused.put(change, registrar.now().plus(REFUSED_PAUSE));
    }
    return receipt;
  }

  /** A list counts when the ledger says that it has taken just this one. */
  private void confirm(RevokeCertificates list, Receipt receipt) throws RefusedException {
    if (!receipt.succeeded()) {
      if (Outcome.of(receipt) == Outcome.OLD_REVOCATION_LIST) {
        registrar.crlOutdated();
      }
      throw new RefusedException(
          "the ledger did not take the revocation list: " + Outcome.of(receipt).words());
    }
    var revoked = new CertificatesRevoked(list.number(), list.list(), list.entries());
    requireOwn(receipt, revoked::equals);
    registrar.confirmCrl(list.number());
  }

  /**
   * A receipt names a request only by its number, which another request may have had before a power
   * cut. The events on the ledger show whose receipt it is.
   */
  private static void requireOwn(Receipt receipt, Predicate<Event> own) throws RefusedException {
    if (receipt.succeeded() && MedicalModules.events(receipt).stream().noneMatch(own)) {
      throw new RefusedException(
          "the ledger answered an earlier request of the same number; it will be ordered again");
    }
  }

  private static Receipt await(CompletableFuture<Receipt> answer) throws RefusedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RefusedException told -> told;
        case TimeoutException late ->
            new RefusedException("the ledger has not answered in time; it may still be done");
        case Throwable other ->
            new RefusedException("the center could not do it: " + other.getMessage());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("the center is stopping");
    }
  }
}
