package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/**
 * What a holder answers (STO-6, FILE-7): ciphertext to whoever is certified, since it reads as
 * noise; room only to whom its policy admits; release only to the owner.
 */
public final class FileServices {
  private static final Set<PeerRole> ALL = EnumSet.allOf(PeerRole.class);
  private static final Set<PeerRole> DEPOSITORS =
      EnumSet.of(
          PeerRole.ENTITY, PeerRole.AGENCY, PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);

  private final ChunkStore store;
  private final HoldingPolicy policy;
  private final MeterRegistry meters;

  private FileServices(ChunkStore store, HoldingPolicy policy, MeterRegistry meters) {
    this.store = store;
    this.policy = policy;
    this.meters = meters;
  }

  /** One service a topic. */
  public static List<Service> of(ChunkStore store, HoldingPolicy policy, MeterRegistry meters) {
    FileServices made = new FileServices(store, policy, meters);
    return List.of(
        made.new Answering(FileTopics.CHUNK, ALL, made::chunk),
        made.new Answering(FileTopics.MANIFEST, ALL, made::manifest),
        made.new Answering(FileTopics.STORE, DEPOSITORS, made::store),
        made.new Answering(FileTopics.HOLDS, ALL, made::holds),
        made.new Answering(FileTopics.RELEASE, DEPOSITORS, made::release));
  }

  /** How one topic is answered. */
  @FunctionalInterface
  private interface Answer {
    Bytes to(Peer asker, Bytes question) throws Refused, IOException;
  }

  /** The frame around each answer: what is malformed or fails on disk is refused in one line. */
  private final class Answering implements Service {
    private final Topic topic;
    private final Set<PeerRole> askers;
    private final Answer answer;

    Answering(Topic topic, Set<PeerRole> askers, Answer answer) {
      this.topic = topic;
      this.askers = askers;
      this.answer = answer;
    }

    @Override
    public Topic topic() {
      return topic;
    }

    @Override
    public Set<PeerRole> askers() {
      return EnumSet.copyOf(askers);
    }

    @Override
    public Bytes answer(Peer asker, Bytes question) throws Refused {
      boolean answered = false;
      try {
        Bytes made = answer.to(asker, question);
        answered = true;
        return made;
      } catch (MalformedInput e) {
        throw new Refused("a malformed question about " + topic.name() + ": " + e.getMessage());
      } catch (IOException e) {
        throw new Refused("the holder's disk fails: " + e.getMessage());
      } finally {
        String outcome = answered ? "answered" : "refused";
        meters
            .counter("medchain.files.asked", "topic", topic.name(), "outcome", outcome)
            .increment();
      }
    }
  }

  private Bytes chunk(Peer asker, Bytes question) throws Refused, IOException {
    PieceQuestion asked = Decoder.decode(question, PieceQuestion::decode);
    return store.piece(asked.file(), asked.index()).encoded();
  }

  private Bytes manifest(Peer asker, Bytes question) throws Refused {
    return store.deposit(Decoder.decode(question, Decoder::hash)).encoded();
  }

  private Bytes store(Peer asker, Bytes question) throws Refused, IOException {
    return switch (Decoder.decode(question, StoreQuestion::decode)) {
      case StoreQuestion.Begin begin -> begin(asker, begin.deposit());
      case StoreQuestion.Send send -> {
        store.put(send.file(), send.piece());
        yield Bytes.EMPTY;
      }
    };
  }

  private Bytes begin(Peer asker, Deposit deposit) throws Refused, IOException {
    if (presence(deposit.id(), false).extent() == Presence.Extent.NOTHING) {
      policy.admit(asker, deposit, store.bytesHeld(deposit.file().owner()));
      store.begin(deposit);
    }
    return presence(deposit.id(), true).encoded();
  }

  private Bytes holds(Peer asker, Bytes question) throws Refused {
    List<Hash> ids = Decoder.decode(question, in -> in.list(Hash.SIZE, Decoder::hash));
    if (ids.size() > FileTopics.MOST_NAMED) {
      throw new Refused("one may ask about " + FileTopics.MOST_NAMED + " files at once");
    }
    List<Presence> answers = new ArrayList<>();
    for (Hash id : ids) {
      answers.add(presence(id, ids.size() == 1));
    }
    return new Encoder().list(answers).toBytes();
  }

  private Bytes release(Peer asker, Bytes question) throws Refused, IOException {
    Hash id = Decoder.decode(question, Decoder::hash);
    if (!store.deposit(id).file().owner().equals(asker.key())) {
      throw new Refused("only its owner may have file " + id.brief() + " released");
    }
    store.release(id);
    return Bytes.EMPTY;
  }

  private Presence presence(Hash id, boolean withPieces) {
    if (store.isWhole(id)) {
      return Presence.WHOLE;
    }
    try {
      Presence part = Presence.part(store.have(id));
      return withPieces ? part : new Presence(Presence.Extent.PART, Bytes.EMPTY);
    } catch (Refused e) {
      return Presence.NOTHING;
    }
  }
}
