package org.medchain.trace;

import java.util.List;
import java.util.function.Function;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** Heads and lines of traces as TLC has values: records, sequences, sets. */
final class TlcValues {
  private static final UniqueString[] HEAD =
      names("nodes", "members", "faulty", "window", "interval", "genesis");
  private static final UniqueString[] LINE =
      names(
          "node",
          "action",
          "input",
          "sender",
          "message",
          "view",
          "height",
          "block",
          "parent",
          "certificates",
          "proofs",
          "requests");
  private static final UniqueString[] CERTIFICATE =
      names("kind", "view", "height", "block", "parent", "voters");
  private static final UniqueString[] PROOF = names("sender", "message", "certificates");

  private TlcValues() {}

  private static UniqueString[] names(String... names) {
    UniqueString[] all = new UniqueString[names.length];
    for (int i = 0; i < names.length; i++) {
      all[i] = UniqueString.uniqueStringOf(names[i]);
    }
    return all;
  }

  static Value of(TraceHeader head) {
    Value[] faulty = head.faulty().stream().map(IntValue::gen).toArray(Value[]::new);
    return record(
        HEAD,
        IntValue.gen(head.nodes()),
        sequence(head.members(), IntValue::gen),
        new SetEnumValue(faulty, false),
        IntValue.gen(head.window()),
        IntValue.gen(head.interval()),
        new StringValue(head.genesis()));
  }

  static Value of(TraceStep line) {
    return record(
        LINE,
        IntValue.gen(line.node()),
        new StringValue(line.action()),
        new StringValue(line.input()),
        IntValue.gen(line.sender()),
        new StringValue(line.message()),
        IntValue.gen(line.view()),
        IntValue.gen(line.height()),
        new StringValue(line.block()),
        new StringValue(line.parent()),
        sequence(line.certificates(), TlcValues::of),
        sequence(line.proofs(), TlcValues::of),
        sequence(line.requests(), StringValue::new));
  }

  private static Value of(TraceStep.TraceCertificate certificate) {
    return record(
        CERTIFICATE,
        new StringValue(certificate.kind()),
        IntValue.gen(certificate.view()),
        IntValue.gen(certificate.height()),
        new StringValue(certificate.block()),
        new StringValue(certificate.parent()),
        sequence(certificate.voters(), IntValue::gen));
  }

  private static Value of(TraceStep.TraceProof proof) {
    return record(
        PROOF,
        IntValue.gen(proof.sender()),
        new StringValue(proof.message()),
        sequence(proof.certificates(), TlcValues::of));
  }

  private static Value record(UniqueString[] names, Value... values) {
    // TLC sorts the arrays in place: each record needs its own.
    return new RecordValue(names.clone(), values, false);
  }

  private static <T> Value sequence(List<T> items, Function<T, Value> value) {
    return new TupleValue(items.stream().map(value).toArray(Value[]::new));
  }
}
