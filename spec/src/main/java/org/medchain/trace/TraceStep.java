package org.medchain.trace;

import java.util.List;

/**
 * One line of a trace (spec/trace-format.md), in numbers and words as models have them: where the
 * trace says null, a number is −1 and a word is empty.
 *
 * @param number n, the position
 * @param node whose transition it is
 * @param action its name
 * @param input its cause
 * @param sender of the input
 * @param message id of the message that is promised or mentioned
 * @param view of the message or of the replica
 * @param height of the block
 * @param block its id
 * @param parent its parent's id
 * @param certificates its evidence
 * @param proofs the VIEW-CHANGEs of a NEW-VIEW
 * @param requests of the block, executed or answered
 */
record TraceStep(
    int number,
    int node,
    String action,
    String input,
    int sender,
    String message,
    int view,
    int height,
    String block,
    String parent,
    List<TraceCertificate> certificates,
    List<TraceProof> proofs,
    List<String> requests) {
  /**
   * Votes for one thing.
   *
   * @param kind the kind of statement
   * @param view of the votes
   * @param height of the block
   * @param block its id
   * @param parent its parent's id
   * @param voters nodes
   */
  record TraceCertificate(
      String kind, int view, int height, String block, String parent, List<Integer> voters) {
    TraceCertificate {
      voters = List.copyOf(voters);
    }
  }

  /**
   * One VIEW-CHANGE of a NEW-VIEW.
   *
   * @param sender a node
   * @param message its id
   * @param certificates in the message
   */
  record TraceProof(int sender, String message, List<TraceCertificate> certificates) {
    TraceProof {
      certificates = List.copyOf(certificates);
    }
  }

  TraceStep {
    certificates = List.copyOf(certificates);
    proofs = List.copyOf(proofs);
    requests = List.copyOf(requests);
  }
}
