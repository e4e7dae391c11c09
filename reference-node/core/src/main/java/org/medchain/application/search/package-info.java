/**
 * Searchable encryption of an owner's records (paper §4 (3); VER-2, VER-3, VER-5 to VER-9; decision
 * 0274): masked entries (Mitra, Ghareh Chamani et al. 2018), found by a constrained key (Diana,
 * Bost, Minaud and Ohrimenko 2017).
 *
 * <p>Reading order: {@link org.medchain.application.search.Keyword}, SearchKey, SearchIndex,
 * Trapdoor, TrapdoorMatcher, SearchResults.
 */
package org.medchain.application.search;
