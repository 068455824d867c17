/* command.h -- the commands; main.c holds the table and only finds one.
 *
 * To add a command: its file here, a prototype below, a line in the table.
 */
#ifndef HEAPBOOK_CMD_COMMAND_H
#define HEAPBOOK_CMD_COMMAND_H

/* argv[0] is "heapbook NAME".  Returns the exit code (options.h). */
int cmd_accept(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_next(int argc, char **argv);
int cmd_hint(int argc, char **argv);
int cmd_reset(int argc, char **argv);
int cmd_grade(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_dev(int argc, char **argv);
int cmd_twin(int argc, char **argv);

#endif
