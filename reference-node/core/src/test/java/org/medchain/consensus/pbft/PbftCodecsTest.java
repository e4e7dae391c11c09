package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.SignedVote;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** NET-1, NET-2, DATA-1, DATA-2: the properties of the encoding, for every message of PBFT. */
@Tag("fast")
class PbftCodecsTest extends CodecProperties {
  /** What stands in the envelope beside the body; it takes part in the value of a request only. */
  private static final Signature SIGNATURE = new Signature(Bytes.of(new byte[Signature.SIZE]));

  private static final PublicKey NOBODY = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  @Override
  protected List<Codec<?>> codecs() {
    return List.of(
        new Codec<>(SignedVote.class, PbftArbitraries.votes(), SignedVote::decode),
        new Codec<>(
            QuorumCertificate.class,
            PbftArbitraries.quorumCertificates(),
            QuorumCertificate::decode),
        new Codec<>(
            PreparedCertificate.class,
            PbftArbitraries.preparedCertificates(),
            PreparedCertificate::decode),
        new Codec<>(
            Request.class, PbftArbitraries.requests(SIGNATURE), PbftCodecsTest::readRequest),
        codec(PrePrepare.class, PbftArbitraries.prePrepares(), PrePrepare.TYPE),
        codec(Prepare.class, PbftArbitraries.prepares(), Prepare.TYPE),
        codec(Commit.class, PbftArbitraries.commits(), Commit.TYPE),
        codec(ViewChange.class, PbftArbitraries.viewChanges(), ViewChange.TYPE),
        codec(NewView.class, PbftArbitraries.newViews(), NewView.TYPE),
        codec(Status.class, PbftArbitraries.statuses(), Status.TYPE),
        codec(DecidedBlock.class, PbftArbitraries.decidedBlocks(), DecidedBlock.TYPE),
        codec(FetchBlock.class, DataArbitraries.hashes().map(FetchBlock::new), FetchBlock.TYPE),
        codec(
            FetchedBlock.class, DataArbitraries.blocks().map(FetchedBlock::new), FetchedBlock.TYPE),
        codec(OrderedReply.class, PbftArbitraries.replies(), OrderedReply.TYPE));
  }

  private static <T extends Message> Codec<T> codec(
      Class<T> kind, Arbitrary<T> values, MessageType type) {
    return new Codec<>(kind, values, in -> kind.cast(read(in, type, body -> NOBODY)));
  }

  /** A request's body begins with its sender, whom the envelope has to name as well. */
  private static Request readRequest(Decoder in) {
    return (Request)
        read(
            in,
            Request.TYPE,
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

  /** What both protocols use is listed here too. */
  @Example
  void noSharedTypeIsForgotten() {
    List<String> shared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.medchain.consensus")
                .stream()
                .filter(type -> type.getPackageName().equals("org.medchain.consensus"))
                .filter(type -> type.isAssignableTo(Encodable.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .toList();
    assertThat(shared).containsExactlyInAnyOrder("QuorumCertificate", "Request", "SignedVote");
  }

  /** Codes and names are part of the wire format; 1 and 10 to 29 are this protocol's. */
  @Example
  void codesAndNamesAreFixed() {
    assertThat(PbftMessages.all().stream().map(type -> type.code() + " " + type.name()))
        .containsExactly(
            "1 transaction",
            "10 pre-prepare",
            "11 prepare",
            "12 commit",
            "13 view-change",
            "14 new-view",
            "15 status",
            "16 decided-block",
            "17 fetch-block",
            "18 fetched-block",
            "19 reply");
  }
}
