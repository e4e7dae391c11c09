package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import org.medchain.CoreClasses;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.data.RecordValues;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** NET-1, NET-2, DATA-1, DATA-2: the properties of the encoding, for every message of PBFT. */
class PbftCodecsTest extends CodecProperties {
  /** The signature in the envelope beside the body; only the value of a request includes it. */
  private static final Signature SIGNATURE = new Signature(Bytes.of(new byte[Signature.SIZE]));

  private static final PublicKey NOBODY = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  @Override
  protected List<CodecCase<?>> codecs() {
    RecordValues values = PbftArbitraries.values();
    List<CodecCase<?>> all =
        new ArrayList<>(
            List.of(
                new CodecCase<>(
                    Request.class,
                    PbftArbitraries.requests(SIGNATURE),
                    in -> (Request) readClients(in, Request.TYPE)),
                new CodecCase<>(
                    ReadRequest.class,
                    PbftArbitraries.readRequests(SIGNATURE),
                    in -> (ReadRequest) readClients(in, ReadRequest.TYPE)),
                codec(VoteQuery.class, Arbitraries.longs().map(VoteQuery::new), VoteQuery.TYPE),
                codec(
                    FetchSnapshot.class,
                    Combinators.combine(PbftArbitraries.numbers(), Arbitraries.integers())
                        .as(FetchSnapshot::new),
                    FetchSnapshot.TYPE),
                new CodecCase<>(
                    CheckpointContext.class,
                    values.of(CheckpointContext.class),
                    CheckpointContext::decode),
                new CodecCase<>(Snapshot.class, values.of(Snapshot.class), Snapshot::decode),
                new CodecCase<>(
                    CheckpointContext.ContextDigest.class,
                    values
                        .of(CheckpointContext.ContextSummary.class)
                        .map(CheckpointContext.ContextSummary::digest),
                    Codec.of(CheckpointContext.ContextDigest.class)::decode),
                new CodecCase<>(
                    WriteAheadLog.LogRecord.class,
                    values.of(WriteAheadLog.LogRecord.class),
                    in -> WriteAheadLog.decodeRecord(in.raw(in.remaining()))),
                values.codec(SignedVote.class),
                values.codec(QuorumCertificate.class),
                message(values, SnapshotPart.class, SnapshotPart.TYPE),
                message(values, RequestRejection.class, RequestRejection.TYPE)));
    for (CodecCase<?> each :
        values.codecs(layer(), all.stream().map(CodecCase::type).toArray(Class<?>[]::new))) {
      all.add(
          Message.class.isAssignableFrom(each.type())
              ? message(values, each.type().asSubclass(Message.class), type(each.type()))
              : each);
    }
    return all;
  }

  private static <T extends Message> CodecCase<T> message(
      RecordValues values, Class<T> kind, MessageType type) {
    return codec(kind, values.of(kind), type);
  }

  private static MessageType type(Class<?> kind) {
    try {
      Field type = kind.getDeclaredField("TYPE");
      type.setAccessible(true);
      return (MessageType) type.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind.getName(), e);
    }
  }

  private static <T extends Message> CodecCase<T> codec(
      Class<T> kind, Arbitrary<T> values, MessageType type) {
    return new CodecCase<>(kind, values, in -> kind.cast(read(in, type, body -> NOBODY)));
  }

  /** A request's body begins with its sender, whom the envelope has to name as well. */
  private static Message readClients(Decoder in, MessageType type) {
    return read(
        in,
        type,
        body ->
            body.size() < PublicKey.SIZE
                ? NOBODY
                : Decoder.decode(
                    body,
                    each -> {
                      PublicKey sender = PublicKey.decode(each);
                      each.raw(each.remaining());
                      return sender;
                    }));
  }

  private static Message read(Decoder in, MessageType type, Function<Bytes, PublicKey> sender) {
    Bytes body = in.raw(in.remaining());
    return type.decoder().apply(new Envelope(type.code(), sender.apply(body), body, SIGNATURE));
  }

  @Override
  protected String layer() {
    return "org.medchain.consensus.pbft";
  }

  /** Types of both protocols are listed here too. */
  @Example
  void noSharedTypeIsForgotten() {
    Set<String> packages = Set.of("org.medchain.consensus", "org.medchain.consensus.snapshot");
    List<String> shared =
        CoreClasses.read("org.medchain.consensus").stream()
            .filter(type -> packages.contains(type.getPackageName()))
            .filter(type -> type.isAssignableTo(Encodable.class) && !type.isInterface())
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(shared)
        .containsExactlyInAnyOrder(
            "ClientTable",
            "OpaqueEntry", // of any format: it has no decoder
            "QuorumCertificate",
            "RequestRejection",
            "Request",
            "SignedVote",
            "Snapshot",
            "SnapshotPart");
  }

  /** Codes and names are part of the wire format; 1, 2 and 10 to 29 are this protocol's. */
  @Example
  void codesAndNamesAreFixed() {
    assertThat(PbftMessages.all().stream().map(type -> type.code() + " " + type.name()))
        .containsExactly(
            "1 transaction",
            "2 refusal",
            "10 pre-prepare",
            "11 prepare",
            "12 commit",
            "13 view-change",
            "14 new-view",
            "15 status",
            "16 decided-block",
            "17 fetch-block",
            "18 fetched-block",
            "19 reply",
            "20 checkpoint",
            "21 stable-checkpoint",
            "22 fetch-snapshot",
            "23 snapshot-part",
            "24 transaction",
            "25 read-reply",
            "26 vote-query",
            "27 vote-report",
            "28 membership-proof");
  }
}
