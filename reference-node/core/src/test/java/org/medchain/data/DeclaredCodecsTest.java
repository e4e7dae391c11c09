package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DATA-1: a type whose codec is asked for while the type is still being initialized gets the one
 * that follows from its declaration, and everybody after it gets that one too. It must be the one
 * that the type then declares.
 */
class DeclaredCodecsTest {
  private static final List<JavaField> DECLARED =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.medchain")
              .stream()
              .map(type -> type.tryGetField("CODEC"))
              .flatMap(field -> field.stream())
              .filter(field -> field.getRawType().isEquivalentTo(Codec.class))
              .toList();

  @Test
  void eachTypeIsEncodedAsItDeclares() throws Exception {
    assertThat(DECLARED).hasSizeGreaterThan(30);
    for (JavaField each : DECLARED) {
      JavaClass owner = each.getOwner();
      if (!owner.isAnnotatedWith(Code.class)) {
        Field field = each.reflect();
        field.setAccessible(true);
        Object declared = field.get(null); // initializes the type
        assertThat((Object) Codec.of(owner.reflect())).as(owner.getName()).isSameAs(declared);
      }
    }
  }
}
