package org.medchain.participant.session;

import java.io.IOException;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.consensus.Output;
import org.medchain.contract.StateEntries;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.RequestJournal;

/**
 * One request of an identity after the other, each with its effect once (PROC-3): it is in the
 * journal before it is sent, and until its result is known.
 *
 * <p>The journal may be lost, or an old copy. The ledger tells then which numbers are used; what it
 * does not prove yet shows by the answer: one from a block that was there before this session is
 * another request's.
 */
final class OrderedRequests {
  /** Numbers that stay unused after a lost journal: the ledger's word is W blocks old. */
  private static final int SPARE = 64;

  private final OperationSigner signer;
  private final RequestJournal journal;
  private final ClusterLink link;
  private final LightClient light;
  private long heightAtStart;

  OrderedRequests(
      OperationSigner signer, RequestJournal journal, ClusterLink link, LightClient light) {
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
              .entry(StateEntries.executedRequests(signer.keys().publicKey()))
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
  long last() {
    return journal.last();
  }

  /** The highest block with a request of this identity in it, as far as it was told. */
  long height() {
    return journal.height();
  }

  /** See {@link ParticipantSession#order}. */
  Output.Accepted order(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    Optional<Transaction> before = journal.pending();
    if (before.isPresent()) {
      boolean same = isOf(before.get(), operation);
      Optional<Output.Accepted> result = finishEarlier(before.get(), same);
      if (same && result.isPresent()) {
        return result.get();
      }
      skipUsedNumbers();
    }
    signer.requireOffered(operation);
    for (int i = 0; i < SPARE; i++) {
      Transaction request = journal.begin(number -> signer.sign(number, operation));
      Output.Accepted told = link.submit(request);
      boolean isItsOwn =
          told.height() > heightAtStart && !Outcome.leavesRequestOpen(told.receipt());
      journal.end(isItsOwn ? told.height() : journal.height());
      if (isItsOwn) {
        return told;
      }
    }
    throw new RefusedException(
        SPARE + " numbers in a row stand for other requests: does another folder use this key?");
  }

  private static boolean isOf(Transaction request, Operation operation) {
    return request.kind() == operation.type().number()
        && request.body().equals(operation.encoded());
  }

  /** One that nodes refuse for good must not stand in the way of others. */
  private Optional<Output.Accepted> finishEarlier(Transaction request, boolean needed)
      throws IOException, RefusedException, InterruptedException {
    try {
      Output.Accepted told = link.submit(request);
      Optional<Output.Accepted> result =
          Outcome.leavesRequestOpen(told.receipt()) ? lookUp(request, told) : Optional.of(told);
      journal.end(told.height());
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
   * stands for another request.
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
    signer.requireOffered(operation);
    Output.Accepted told = link.read(journal.begin(number -> signer.sign(number, operation)));
    journal.end(told.height());
    return told.receipt();
  }
}
