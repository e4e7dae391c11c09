/** What a holder keeps for others: pieces on disk, forced before a table names them. */
package org.medchain.node.files.holder;
