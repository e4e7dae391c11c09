/**
 * Committed files as tables, which the report may quote (CLAIM-7). A JSON or YAML document is a
 * table of one row whose columns are the paths of its values; a list in it is a separate table.
 */
package org.medchain.paper.source;
