package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** The form of packets, and how a stream is cut into them (CONN-1, CONN-2, CONN-3). */
final class FrameCodecProperties {
  private static final int LIMIT = 4096;

  @Provide
  Arbitrary<Frame> packets() {
    Arbitrary<Bytes> body = bytes(0, 600);
    Arbitrary<Long> number = Arbitraries.longs();
    Arbitrary<Integer> code = Arbitraries.integers().between(0, 255);
    Arbitrary<PublicKey> key = bytes(32, 32).map(PublicKey::new);
    Arbitrary<Frame> sealed =
        Combinators.combine(code, key, body, bytes(64, 64).map(Signature::new))
            .as((c, k, b, s) -> new Frame.EnvelopeFrame(new Envelope(c, k, b, s)));
    Arbitrary<Frame> ask = Combinators.combine(number, code, body).as(Frame.RequestFrame::new);
    Arbitrary<Frame> answer =
        Combinators.combine(number, Arbitraries.of(true, false), body).as(Frame.ResponseFrame::new);
    Arbitrary<Frame> hello =
        Combinators.combine(Arbitraries.integers(), body.map(Hash::of), key).as(Frame.Hello::new);
    return Arbitraries.oneOf(
        Arbitraries.oneOf(sealed, ask, answer).map(Frame.class::cast),
        hello,
        Arbitraries.just(new Frame.Heartbeat()));
  }

  private static Arbitrary<Bytes> bytes(int least, int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(least).ofMaxSize(most).map(Bytes::of);
  }

  private static Frame decode(byte[] whole) {
    return FrameCodec.decode(Bytes.of(Arrays.copyOfRange(whole, 4, whole.length)));
  }

  @Property
  void bytesThatAreReadAreTheOnlyFormOfWhatTheyMean(
      @ForAll("packets") Frame packet,
      @ForAll @IntRange(min = 4, max = 700) int at,
      @ForAll byte value) {
    byte[] whole = FrameCodec.encode(packet);
    whole[4 + (at % (whole.length - 4))] = value;
    try {
      assertThat(FrameCodec.encode(decode(whole))).isEqualTo(whole);
    } catch (MalformedInput e) {
      assertThat(e).hasMessageStartingWith("byte ");
    }
  }

  @Property
  void aStreamIsCutIntoItsPacketsForEverySplit(
      @ForAll("streams") @Size(max = 12) List<Frame> packets,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 900) Integer> cuts) {
    ByteBuf stream = Unpooled.buffer();
    packets.forEach(packet -> stream.writeBytes(FrameCodec.encode(packet)));
    AtomicInteger received = new AtomicInteger();
    EmbeddedChannel reader = new EmbeddedChannel(new FrameReader(LIMIT, received::addAndGet));
    for (int cut : cuts) {
      reader.writeInbound(stream.readBytes(Math.min(cut, stream.readableBytes())));
    }
    reader.writeInbound(stream.readBytes(stream.readableBytes()));

    assertThat(List.copyOf(reader.inboundMessages())).isEqualTo(packets);
    assertThat(received).hasValue(stream.writerIndex());
    assertThat(reader.finishAndReleaseAll()).isEqualTo(!packets.isEmpty());
  }

  @Provide
  Arbitrary<List<Frame>> streams() {
    return packets().list().ofMaxSize(12);
  }

  @Property
  void aLengthBeyondTheLimitIsRefusedAtOnce(@ForAll int length) {
    EmbeddedChannel reader = new EmbeddedChannel(new FrameReader(LIMIT, bytes -> {}));
    ByteBuf start = Unpooled.buffer().writeIntLE(length);
    if (length >= 1 && length <= LIMIT) {
      assertThat(reader.writeInbound(start)).isFalse();
      assertThat(reader.finish()).isFalse();
    } else {
      assertThatThrownBy(() -> reader.writeInbound(start))
          .hasCauseInstanceOf(MalformedInput.class)
          .hasMessageContaining("allowed are 1 to 4096");
      reader.pipeline().removeFirst();
    }
    reader.releaseInbound();
    assertThat(start.refCnt()).isZero();
  }

  @Example
  void aTopicThatHasNoCodeIsNotSent() {
    assertThatThrownBy(() -> FrameCodec.encode(new Frame.RequestFrame(1, 256, Bytes.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** While its connection's reading is paused, a part of a packet does not cause more reading. */
  @Example
  void pausedReadingStaysPaused() {
    AtomicInteger reads = new AtomicInteger();
    ChannelOutboundHandlerAdapter counting =
        new ChannelOutboundHandlerAdapter() {
          @Override
          public void read(ChannelHandlerContext ctx) {
            reads.incrementAndGet();
          }
        };
    EmbeddedChannel channel = new EmbeddedChannel(counting, new FrameReader(LIMIT, bytes -> {}));
    channel.config().setAutoRead(false);
    int before = reads.get();

    channel.writeInbound(Unpooled.copiedBuffer(new byte[] {9, 0}));

    assertThat(reads).hasValue(before);
    assertThat(channel.finishAndReleaseAll()).isFalse();
  }

  @Example
  void afterAnEndNothingIsHandedOn() {
    FrameReader reader = new FrameReader(LIMIT, bytes -> {});
    List<Object> read = new ArrayList<>();
    ChannelInboundHandlerAdapter ending =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext ctx, Object message) {
            read.add(message);
            reader.stop();
          }
        };
    EmbeddedChannel channel = new EmbeddedChannel(reader, ending);
    byte[] beat = FrameCodec.encode(new Frame.Heartbeat());
    ByteBuf two = Unpooled.copiedBuffer(beat, beat);
    ByteBuf more = Unpooled.copiedBuffer(beat);
    channel.writeInbound(two);
    channel.writeInbound(more);

    assertThat(read).hasSize(1);
    assertThat(two.refCnt() + more.refCnt()).isZero();
  }
}
