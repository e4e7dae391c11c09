/**
 * The spec held against the tree: from a requirement to code, tests and models, and back.
 *
 * <p>{@link org.medchain.spec.coverage.Requirement} reads the tables of {@code spec/requirements},
 * {@link org.medchain.spec.coverage.Citations} finds ids in sources, {@link
 * org.medchain.spec.coverage.Coverage} puts the two together and says what is wrong, {@link
 * org.medchain.spec.coverage.CoveragePage} writes {@code spec/target/coverage.md}, and {@link
 * org.medchain.spec.coverage.MarkdownLinks} finds links that lead nowhere.
 */
package org.medchain.spec.coverage;
