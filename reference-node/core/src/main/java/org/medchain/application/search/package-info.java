/**
 * Dynamic searchable symmetric encryption over an owner's records (paper §4 (3); VER-2, VER-3,
 * VER-5 to VER-9; decision 0274). An owner enters a record's keywords as masked entries at
 * pseudorandom addresses (after Mitra, Ghareh Chamani et al. 2018). A trapdoor is a constrained key
 * of a tree of pseudorandom functions (after Diana, Bost, Minaud and Ohrimenko 2017): it finds the
 * entries made before it and none made after it. Nodes match; who has the keys opens what was
 * matched.
 *
 * <p>Reading order: {@link org.medchain.application.search.Keyword}, {@link
 * org.medchain.application.search.SearchKey}, {@link org.medchain.application.search.SearchIndex},
 * {@link org.medchain.application.search.Trapdoor}, {@link
 * org.medchain.application.search.TrapdoorMatcher}, {@link
 * org.medchain.application.search.SearchResults}.
 */
package org.medchain.application.search;
