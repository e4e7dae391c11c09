package org.medchain.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.network.MessageType;
import org.medchain.node.agency.AgencyRpcMethods;
import org.medchain.node.files.FileRpcMethods;
import org.medchain.node.ledger.LedgerRpcMethods;
import org.medchain.node.transport.RpcMethod;

/** No kind of message or call is left out of the hostile peers (THR-4). */
class HostileKindsTest {
  @Test
  void everyMessageHasAKind() {
    for (MessageType type : PbftMessages.all()) {
      assertThat(HostileKind.ofCode(type.code()).message())
          .as("a hostile kind of %s", type.name())
          .isPresent();
    }
    assertThat(Arrays.stream(HostileKind.values()).filter(each -> each.message().isPresent()))
        .hasSameSizeAs(PbftMessages.all());
  }

  @Test
  void everyCallHasAKind() throws IllegalAccessException {
    List<RpcMethod> kinds =
        Arrays.stream(HostileKind.values()).flatMap(each -> each.method().stream()).toList();
    List<RpcMethod> all = new ArrayList<>();
    for (Class<?> each :
        List.of(LedgerRpcMethods.class, FileRpcMethods.class, AgencyRpcMethods.class)) {
      for (Field field : each.getFields()) {
        if (field.getType() == RpcMethod.class) {
          all.add((RpcMethod) field.get(null));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(kinds).containsAll(all);
  }
}
