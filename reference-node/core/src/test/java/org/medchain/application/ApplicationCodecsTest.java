package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Combinators;
import org.medchain.application.search.SearchValues;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.RecordValues;

/** DATA-1, DATA-2 for every type of this layer. */
class ApplicationCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    RecordValues values = new RecordValues();
    List<CodecCase<?>> all = new ArrayList<>(SearchValues.codecs());
    all.add(pageCodec(values));
    all.addAll(values.codecs(layer(), all.stream().map(CodecCase::type).toArray(Class<?>[]::new)));
    return all;
  }

  @Override
  protected String layer() {
    return "org.medchain.application";
  }

  @SuppressWarnings("unchecked") // a class literal has no parameter
  private static CodecCase<Page<FoundRecord>> pageCodec(RecordValues values) {
    return new CodecCase<>(
        (Class<Page<FoundRecord>>) (Class<?>) Page.class,
        Combinators.combine(
                values.of(FoundRecord.class).list().ofMaxSize(4),
                values.of(Location.class).optional())
            .as(Page::new),
        Page.of(Codec.of(FoundRecord.class))::decode);
  }
}
