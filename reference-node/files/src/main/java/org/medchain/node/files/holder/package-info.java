/** A holder's files: pieces on disk, forced before a table names them. */
package org.medchain.node.files.holder;
