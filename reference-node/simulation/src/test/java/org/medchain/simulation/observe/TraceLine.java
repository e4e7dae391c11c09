package org.medchain.simulation.observe;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;

/** SIM-19: a step as time, party, input, and outputs, each by eight digits of its hash. */
final class TraceLine {
  private final MessageRegistry messageTypes;

  TraceLine(MessageRegistry kinds) {
    this.messageTypes = kinds;
  }

  /** The line, without its end. */
  String of(String party, long atNs, Input input, List<Output> outputs) {
    StringBuilder line = new StringBuilder(128);
    line.append(atNs).append(' ').append(party).append(' ').append(input(input));
    for (Output output : outputs) {
      line.append(" | ").append(output(output));
    }
    return line.toString();
  }

  private String input(Input input) {
    return switch (input) {
      case Input.Started started -> "started";
      case Input.MessageReceived received -> "received " + envelope(received.verified().envelope());
      case Input.MessageRejected rejected ->
          "rejected "
              + kind(rejected.code())
              + " of "
              + rejected.sender().brief()
              + ": "
              + rejected.reason();
      case Input.RequestSubmitted submitted ->
          "submitted " + submitted.request().request().brief() + " " + id(submitted.request());
      case Input.TimerFired fired -> "fired " + fired.timer().name() + "/" + fired.timer().key();
      case Input.NonceFound found -> "found " + found.sealed().height() + " " + id(found.sealed());
      case Input.MessageSigned signed -> "signed " + envelope(signed.envelope());
      case Input.Persisted persisted -> "persisted " + persisted.token().number();
      case Input.Executed executed ->
          "executed "
              + executed.execution().height()
              + " "
              + executed.execution().block().brief()
              + " state "
              + executed.execution().stateRoot().brief()
              + " receipts "
              + executed.execution().receiptsRoot().brief();
      case Input.Recovered recovered ->
          "recovered " + recovered.log().size() + " " + id(recovered.log());
      case Input.Restored restored ->
          "restored "
              + restored.height()
              + " "
              + restored.stateRoot().map(Hash::brief).orElse("nothing");
      case Input.ReadSubmitted submitted ->
          "asked " + submitted.request().request().brief() + " " + id(submitted.request());
      case Input.RequestWithdrawn withdrawn -> "withdrawn " + withdrawn.request().brief();
      case Input.ReadAnswered answered ->
          "answered " + answered.height() + " " + id(answered.receipt());
      case Input.PeerReachable reachable -> "reachable " + reachable.peer().brief();
    };
  }

  private String output(Output output) {
    return switch (output) {
      case Output.Persist persist ->
          "persist " + persist.token().number() + " " + Hash.of(persist.entry()).brief();
      case Output.Sign sign -> "sign " + message(sign.message());
      case Output.Send send ->
          "send " + send.to().brief() + " " + envelope(send.envelope()) + waitsFor(send.waitsFor());
      case Output.Broadcast broadcast ->
          "broadcast " + envelope(broadcast.envelope()) + waitsFor(broadcast.waitsFor());
      case Output.Reply reply ->
          "reply "
              + reply.client().brief()
              + " "
              + message(reply.message())
              + waitsFor(reply.waitsFor());
      case Output.StartTimer start ->
          "start " + start.timer().name() + "/" + start.timer().key() + " " + start.delayNs();
      case Output.StopTimer stop -> "stop " + stop.timer().name() + "/" + stop.timer().key();
      case Output.Mine mine -> "mine " + mine.header().height() + " " + id(mine.header());
      case Output.StopMining stop -> "stop-mining";
      case Output.Commit commit ->
          "commit "
              + commit.block().height()
              + " "
              + commit.block().hash().brief()
              + waitsFor(commit.waitsFor());
      case Output.Revert revert -> "revert " + revert.height();
      case Output.TakeSnapshot take ->
          "take-snapshot "
              + take.token().number()
              + " "
              + take.height()
              + " "
              + Hash.of(take.context()).brief();
      case Output.ServeSnapshot serve ->
          "serve-snapshot " + serve.height() + "/" + serve.part() + " " + serve.to().brief();
      case Output.Restore restore ->
          "restore "
              + restore.height()
              + " "
              + restore.block().brief()
              + " "
              + restore.state().map(state -> Hash.of(state).brief()).orElse("own");
      case Output.Truncate truncate ->
          "truncate " + truncate.first().number() + " " + truncate.height();
      case Output.Read read -> "read " + read.request().request().brief();
      case Output.Reject reject -> "reject " + reject.sender().brief() + ": " + reject.reason();
      case Output.Refused refused ->
          "refused " + refused.request().brief() + ": " + refused.reason();
      case Output.Accepted accepted ->
          "accepted "
              + accepted.request().brief()
              + " "
              + accepted.height()
              + " "
              + id(accepted.receipt());
    };
  }

  private String envelope(Envelope envelope) {
    return kind(envelope.code()) + " " + id(envelope) + " of " + envelope.sender().brief();
  }

  private static String message(Message message) {
    return message.type().name() + " " + id(message);
  }

  private String kind(int code) {
    return messageTypes.find(code).map(MessageType::name).orElse("kind " + code);
  }

  private static String id(Encodable value) {
    return Hash.of(value.encoded()).brief();
  }

  private static String id(List<Bytes> log) {
    Encoder all = new Encoder();
    log.forEach(all::bytes);
    return Hash.of(all.toBytes()).brief();
  }

  private static String waitsFor(List<DurabilityToken> tokens) {
    if (tokens.isEmpty()) {
      return "";
    }
    List<String> numbers = new ArrayList<>();
    tokens.forEach(token -> numbers.add(Long.toString(token.number())));
    return " after " + String.join(",", numbers);
  }
}
