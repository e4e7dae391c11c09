/**
 * What a holder keeps for others: pieces on disk, within its policy, and the holders of each file.
 *
 * <p>A piece is written and forced before the table of paths names it. A file is held whole only
 * after its table and the names of its files are forced too. An unreadable manifest keeps its
 * pieces until another holder or the owner sends it again.
 */
package org.medchain.node.files.holder;
