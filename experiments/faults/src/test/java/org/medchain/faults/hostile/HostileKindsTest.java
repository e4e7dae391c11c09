package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.network.MessageType;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** No kind of message or call is left out of the hostile peers (THR-4). */
class HostileKindsTest {
  @Test
  void everyMessageHasAKind() {
    for (MessageType type : PbftMessages.all()) {
      assertThat(ObservedReplica.kind(type.code()).message())
          .as("a hostile kind of %s", type.name())
          .isPresent();
    }
    assertThat(Arrays.stream(HostileKind.values()).filter(each -> each.message().isPresent()))
        .hasSameSizeAs(PbftMessages.all());
  }

  @Test
  void everyCallHasAKind() {
    List<RpcMethod> kinds =
        Arrays.stream(HostileKind.values()).flatMap(each -> each.method().stream()).toList();
    List<RpcMethod> all =
        Stream.of(
                EnumSet.range(CallKind.CHUNK, CallKind.RELEASE),
                EnumSet.range(CallKind.HEADERS, CallKind.QUERY))
            .flatMap(Set::stream)
            .map(CallKind::method)
            .toList();
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(kinds).containsAll(all);
  }
}
