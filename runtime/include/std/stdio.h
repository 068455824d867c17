/* stdio.h -- of the C library; see hb_types.h. */
#ifndef HB_STD_STDIO_H
#define HB_STD_STDIO_H

#include <stdarg.h>

#include "hb_types.h"

struct _IO_FILE;
typedef struct _IO_FILE FILE;

extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin  stdin
#define stdout stdout
#define stderr stderr

#define EOF      (-1)
#define BUFSIZ   8192
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _IOFBF   0
#define _IOLBF   1
#define _IONBF   2

int printf(const char *format, ...);
int fprintf(FILE *stream, const char *format, ...);
int sprintf(char *text, const char *format, ...);
int snprintf(char *text, size_t size, const char *format, ...);
int dprintf(int fd, const char *format, ...);
int vprintf(const char *format, va_list args);
int vfprintf(FILE *stream, const char *format, va_list args);
int vsprintf(char *text, const char *format, va_list args);
int vsnprintf(char *text, size_t size, const char *format, va_list args);
int asprintf(char **text, const char *format, ...);
int vasprintf(char **text, const char *format, va_list args);
int scanf(const char *format, ...);
int fscanf(FILE *stream, const char *format, ...);
int sscanf(const char *text, const char *format, ...);

int puts(const char *text);
int fputs(const char *text, FILE *stream);
int putchar(int c);
int putc(int c, FILE *stream);
int fputc(int c, FILE *stream);
int getchar(void);
int getc(FILE *stream);
int fgetc(FILE *stream);
int ungetc(int c, FILE *stream);
char *fgets(char *text, int size, FILE *stream);
ssize_t getline(char **line, size_t *size, FILE *stream);
size_t fread(void *items, size_t size, size_t count, FILE *stream);
size_t fwrite(const void *items, size_t size, size_t count, FILE *stream);

FILE *fopen(const char *path, const char *mode);
FILE *freopen(const char *path, const char *mode, FILE *stream);
FILE *fdopen(int fd, const char *mode);
FILE *fmemopen(void *bytes, size_t size, const char *mode);
FILE *open_memstream(char **text, size_t *size);
FILE *popen(const char *command, const char *mode);
FILE *tmpfile(void);
int pclose(FILE *stream);
int fclose(FILE *stream);
int fflush(FILE *stream);
int fileno(FILE *stream);
int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);
int fseek(FILE *stream, long offset, int whence);
long ftell(FILE *stream);
void rewind(FILE *stream);
void setbuf(FILE *stream, char *buffer);
int setvbuf(FILE *stream, char *buffer, int mode, size_t size);
int remove(const char *path);
int rename(const char *from, const char *to);
void perror(const char *text);

#endif
