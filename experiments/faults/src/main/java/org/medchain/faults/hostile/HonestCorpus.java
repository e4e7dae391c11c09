package org.medchain.faults.hostile;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.MalformedInput;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/**
 * Recorded traffic of correct nodes, taken apart: each value of it under its class, certificates
 * put together as a member would. Immutable.
 */
final class HonestCorpus {
  private static final MessageRegistry KINDS = new MessageRegistry(PbftMessages.all());
  private static final int MAX_OF_A_CLASS = 4096;

  private final List<Envelope> envelopes;
  private final Map<Class<?>, List<Object>> values = new HashMap<>();
  private final long height;

  HonestCorpus(List<Envelope> recorded, List<Object> learnt, long height) {
    this.envelopes = List.copyOf(recorded);
    this.height = height;
    learnt.forEach(this::keep);
    Map<PrePrepare, Envelope> proposals = new LinkedHashMap<>();
    Map<Prepare, List<SignedVote>> prepares = new LinkedHashMap<>();
    Map<Checkpoint, List<SignedVote>> checkpoints = new LinkedHashMap<>();
    for (Envelope each : envelopes) {
      Optional<Message> message = decoded(each);
      message.ifPresent(this::keep);
      message.ifPresent(
          it -> {
            SignedVote vote = new SignedVote(each.sender(), each.signature());
            switch (it) {
              case PrePrepare proposal -> proposals.put(proposal, each);
              case Prepare prepare -> add(prepares, prepare, vote);
              case Checkpoint checkpoint -> add(checkpoints, checkpoint, vote);
              default -> {}
            }
          });
    }
    proposals.forEach((proposal, its) -> keepPrepared(proposal, its, prepares));
    checkpoints.forEach((each, votes) -> keep(new CheckpointCertificate(each, votes)));
  }

  private static <K> void add(Map<K, List<SignedVote>> votes, K what, SignedVote vote) {
    List<SignedVote> those = votes.computeIfAbsent(what, it -> new ArrayList<>());
    if (those.stream().noneMatch(each -> each.signer().equals(vote.signer()))) {
      those.add(vote);
    }
  }

  private void keepPrepared(
      PrePrepare proposal, Envelope its, Map<Prepare, List<SignedVote>> prepares) {
    Block block = proposal.block();
    List<SignedVote> votes =
        prepares.get(new Prepare(proposal.view(), block.height(), block.hash()));
    if (votes != null) {
      keep(
          new PreparedCertificate(
              proposal.view(),
              block.header(),
              new SignedVote(its.sender(), its.signature()),
              votes));
    }
  }

  /** The message in an envelope; empty if it is malformed. */
  static Optional<Message> decoded(Envelope envelope) {
    try {
      Envelope inner = envelope.inner();
      return KINDS.find(inner.code()).map(type -> type.decoder().apply(inner));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  private void keep(Object value) {
    List<Object> same = values.computeIfAbsent(value.getClass(), it -> new ArrayList<>());
    if (same.size() >= MAX_OF_A_CLASS) {
      return;
    }
    same.add(value);
    switch (value) {
      case Block block -> {
        keep(block.header());
        block.transactions().forEach(this::keep);
      }
      case List<?> list -> list.forEach(this::keep);
      case Optional<?> optional -> optional.ifPresent(this::keep);
      case Record parts -> {
        for (RecordComponent each : parts.getClass().getRecordComponents()) {
          keep(Reflected.part(parts, each));
        }
      }
      default -> {}
    }
  }

  /** Recorded values of this class. */
  List<Object> of(Class<?> type) {
    return values.getOrDefault(type, List.of());
  }

  /** As correct nodes sent them. */
  List<Envelope> envelopes() {
    return envelopes;
  }

  /** Height of the chain when it was recorded. */
  long height() {
    return height;
  }
}
