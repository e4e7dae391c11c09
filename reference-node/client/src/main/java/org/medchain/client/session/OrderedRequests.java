package org.medchain.client.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.application.AcceptanceProof;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.RequestJournal;
import org.medchain.client.identity.RequestJournal.SentRequest;
import org.medchain.client.identity.UntoldResult;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.Operations;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * One request of an identity after the other, each with its effect once (PROC-3): it is in the
 * journal before it is sent, and until its result is known.
 *
 * <p>The journal may be lost, or an old copy. The ledger tells then which numbers are used; for
 * numbers that it does not prove yet, the answer shows it: an answer from a block before this
 * session belongs to another request.
 *
 * <p>A command that was interrupted after its order, and before it told the result, tells that
 * result when it is given again: it is kept under the command's words until it is told.
 */
public final class OrderedRequests {
  /** Numbers that stay unused after a lost journal: the ledger's word is W blocks old. */
  private static final int SPARE = 64;

  /**
   * Operations that have another effect each time, or a result that is written nowhere else. Others
   * have the same effect when they are ordered again, and an effect told before may have been
   * undone since.
   */
  private static final Set<Integer> TOLD_ONCE =
      Set.of(
          RequestData.TYPE.number(),
          EndRequest.TYPE.number(),
          DraftDeal.TYPE.number(),
          SignDeal.TYPE.number(),
          EndDeal.TYPE.number(),
          ReadRecord.TYPE.number(),
          EvaluateRecord.TYPE.number(),
          RedeemPoints.TYPE.number(),
          BuyLevel.TYPE.number(),
          SettleExit.TYPE.number());

  private final IdentityCard card;
  private final Operations signer;
  private final RequestJournal journal;
  private final ClusterLink link;
  private final LightClient light;
  private long heightAtStart;

  /** The words of the command; empty without one. */
  private String command = "";

  /** The results that the same command had ordered before, and did not tell. */
  private final List<UntoldResult> before = new ArrayList<>();

  /** Those of them that answer orders of this command. */
  private final List<UntoldResult> taken = new ArrayList<>();

  OrderedRequests(
      IdentityCard card,
      Operations signer,
      RequestJournal journal,
      ClusterLink link,
      LightClient light) {
    this.card = card;
    this.signer = signer;
    this.journal = journal;
    this.link = link;
    this.light = light;
  }

  /** Looks where the ledger is, and whether the journal knows of all requests that it proves. */
  void start() throws IOException {
    heightAtStart = light.sync();
    if (journal.pending().isEmpty()) {
      skipUsedNumbers();
    }
  }

  private void skipUsedNumbers() throws IOException {
    try {
      long executed =
          light
              .entry(RequestWindow.entry(card.key()))
              .value()
              .map(RequestWindow::highest)
              .orElse(0L);
      if (executed > journal.last()) {
        journal.startAfter(executed + SPARE);
      }
    } catch (RefusedException e) {
      // A chain without a proven state yet, or a key that is not registered: nothing was ordered.
    }
  }

  /** Number of the last request. */
  public long last() {
    return journal.last();
  }

  /** The highest block with a request of this identity in it, as far as it was told. */
  long height() {
    return journal.height();
  }

  /** A command begins: its orders are kept until they are told. */
  public void beginCommand(String words) {
    command = words;
    taken.clear();
    before.clear();
    before.addAll(journal.untold(words));
  }

  /** Whether an answer is that of an order of the same command before. */
  public boolean isResumed() {
    return !taken.isEmpty();
  }

  /** The command told its answer. */
  public void commandTold() throws IOException {
    journal.told(journal.untold(command));
  }

  /**
   * The command failed: results that it had from before are dropped, its own orders may still
   * count.
   */
  public void commandRefused() throws IOException {
    journal.told(taken);
  }

  /** See {@link ParticipantSession#order}. */
  Output.Accepted order(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    Optional<SentRequest> unanswered = journal.pending();
    if (unanswered.isPresent()) {
      boolean same = isSame(unanswered.get(), operation);
      Optional<Output.Accepted> result = finishEarlier(unanswered.get().request(), same);
      if (same && result.isPresent()) {
        journal.untold(command).stream()
            .filter(each -> each.request().equals(unanswered.get().request()))
            .forEach(taken::add);
        return result.get();
      }
      skipUsedNumbers();
    }
    for (UntoldResult each : before) {
      if (isOf(each.request(), operation)) {
        before.remove(each);
        taken.add(each);
        return new Output.Accepted(each.request().request(), each.height(), each.receipt());
      }
    }
    return orderNew(operation);
  }

  /**
   * Refuses operations that clients of this role do not order (APP-1). All roles may order empty
   * requests, by which an idle chain gets its next block (CON-21).
   */
  private void requireOffered(Operation operation) throws RefusedException {
    if (!(operation instanceof Opaque)
        && !operation.type().permissions().clients().contains(card.role())) {
      throw new RefusedException(
          "a " + card.role().word() + " does not order " + operation.type().name());
    }
  }

  private Output.Accepted orderNew(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    requireOffered(operation);
    for (int i = 0; i < SPARE; i++) {
      Transaction request = journal.begin(command, number -> signer.sign(number, operation));
      Output.Accepted told = link.submit(request);
      boolean isItsOwn =
          told.height() > heightAtStart && !Outcome.leavesRequestOpen(told.receipt());
      if (isItsOwn) {
        end(told);
        return told;
      }
      journal.end(journal.height());
      if (Outcome.of(told.receipt()) == Outcome.LEFT) {
        throw new RefusedException(ParticipantSession.reason(told.receipt())); // with every number
      }
    }
    throw new RefusedException(
        SPARE + " numbers in a row belong to other requests: does another folder use this key?");
  }

  /** The pending request has this result. */
  private void end(Output.Accepted result) throws IOException {
    SentRequest sent = journal.pending().orElseThrow();
    if (!sent.command().isEmpty()
        && TOLD_ONCE.contains(sent.request().kind())
        && hasItsEffect(result.receipt())) {
      journal.end(result.height(), result.receipt());
    } else {
      journal.end(result.height());
    }
  }

  /** A read that cost nothing is answered as things are when it is ordered again. */
  private static boolean hasItsEffect(Receipt receipt) {
    return receipt.succeeded()
        && MedicalModules.events(receipt).stream()
            .noneMatch(each -> each instanceof ReadAnswered read && read.line().price() == 0);
  }

  /** One without words is from a session without a command: whose it is does not matter. */
  private boolean isSame(SentRequest sent, Operation operation) {
    return isOf(sent.request(), operation)
        && (sent.command().isEmpty() || sent.command().equals(command));
  }

  private static boolean isOf(Transaction request, Operation operation) {
    return request.kind() == operation.type().number()
        && request.body().equals(operation.encoded());
  }

  /** A request that nodes refuse for good must not block others. */
  private Optional<Output.Accepted> finishEarlier(Transaction request, boolean needed)
      throws IOException, RefusedException, InterruptedException {
    try {
      Output.Accepted told = link.submit(request);
      Optional<Output.Accepted> result =
          Outcome.leavesRequestOpen(told.receipt()) ? lookUp(request, told) : Optional.of(told);
      if (result.isPresent()) {
        end(result.get());
      } else {
        journal.end(told.height());
      }
      return result;
    } catch (RefusedException e) {
      if (needed) {
        throw e;
      }
      journal.end(journal.height());
      return Optional.empty();
    }
  }

  /**
   * It was executed before: then its own receipt is the answer (LIGHT-12); nothing if its number
   * belongs to another request.
   */
  private Optional<Output.Accepted> lookUp(Transaction request, Output.Accepted told) {
    try {
      long unused = light.sync();
      AcceptanceProof proof = light.acceptanceProof(request.request()).value();
      return proof.existence().transaction().equals(request)
          ? Optional.of(
              new Output.Accepted(told.request(), proof.existence().height(), proof.receipt()))
          : Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(told);
    }
  }

  /** Without being ordered, if that is possible. */
  Receipt read(Operation operation) throws IOException, RefusedException, InterruptedException {
    if (journal.pending().isPresent()) {
      return order(operation).receipt();
    }
    requireOffered(operation);
    Output.Accepted told =
        link.read(journal.begin(command, number -> signer.sign(number, operation)));
    journal.end(told.height());
    return told.receipt();
  }
}
