package org.medchain.transition;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/**
 * One change of a replica's promises (decision 0014), with its evidence.
 *
 * @param action its name in the model
 * @param input its cause: a message's id, or a word
 * @param sender of the input, if it is a message
 * @param message id of the message that is promised or mentioned
 * @param view of the message, or of the replica; −1 for none
 * @param height of the block; −1 for none
 * @param block hash of its header
 * @param parent hash of its parent's header
 * @param certificates its evidence, or the message's
 * @param proofs the VIEW-CHANGEs of a NEW-VIEW
 * @param requests in the block, executed or answered: hashes of their names
 */
public record Transition(
    String action,
    String input,
    Optional<PublicKey> sender,
    Optional<Hash> message,
    long view,
    long height,
    Optional<Hash> block,
    Optional<Hash> parent,
    List<TransitionEvidence> certificates,
    List<TransitionProof> proofs,
    List<Hash> requests) {
  /**
   * One VIEW-CHANGE of a NEW-VIEW.
   *
   * @param sender its signer
   * @param message its id
   * @param certificates in it
   */
  public record TransitionProof(
      PublicKey sender, Hash message, List<TransitionEvidence> certificates) {
    public TransitionProof {
      certificates = List.copyOf(certificates);
    }
  }

  public Transition {
    certificates = List.copyOf(certificates);
    proofs = List.copyOf(proofs);
    requests = List.copyOf(requests);
  }

  /** A transition with its name only. */
  public static Transition named(String action) {
    return new Transition(
        action,
        "",
        Optional.empty(),
        Optional.empty(),
        -1,
        -1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Sets its cause. */
  public Transition causedBy(String cause, Optional<PublicKey> from) {
    return new Transition(
        action, cause, from, message, view, height, block, parent, certificates, proofs, requests);
  }

  /** The message that it promises or speaks of. */
  public Transition ofMessage(Hash id) {
    return new Transition(
        action,
        input,
        sender,
        Optional.of(id),
        view,
        height,
        block,
        parent,
        certificates,
        proofs,
        requests);
  }

  /** In this view. */
  public Transition inView(long number) {
    return new Transition(
        action,
        input,
        sender,
        message,
        number,
        height,
        block,
        parent,
        certificates,
        proofs,
        requests);
  }

  /** About a block. */
  public Transition forBlock(long at, Hash hash) {
    return new Transition(
        action,
        input,
        sender,
        message,
        view,
        at,
        Optional.of(hash),
        parent,
        certificates,
        proofs,
        requests);
  }

  /** The block's parent, or for a checkpoint the block. */
  public Transition onParent(Hash under) {
    return new Transition(
        action,
        input,
        sender,
        message,
        view,
        height,
        block,
        Optional.of(under),
        certificates,
        proofs,
        requests);
  }

  /** With its evidence. */
  public Transition withEvidence(List<TransitionEvidence> evidence) {
    return new Transition(
        action, input, sender, message, view, height, block, parent, evidence, proofs, requests);
  }

  /** With the VIEW-CHANGEs of its NEW-VIEW. */
  public Transition withProofs(List<TransitionProof> changes) {
    return new Transition(
        action,
        input,
        sender,
        message,
        view,
        height,
        block,
        parent,
        certificates,
        changes,
        requests);
  }

  /** With the requests of its block, or those that it executes or answers, by their names. */
  public Transition withRequests(List<RequestId> names) {
    List<Hash> ids = names.stream().map(each -> Hash.of(each.encoded())).toList();
    return new Transition(
        action, input, sender, message, view, height, block, parent, certificates, proofs, ids);
  }
}
