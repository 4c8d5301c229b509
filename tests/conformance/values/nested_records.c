#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

values_line values_reversed(values_line line) {
    values_point from = line.from;
    line.from = line.to;
    line.to = from;
    return line;
}

double values_line_length(const values_line *line) {
    return hypot(line->to.x - line->from.x, line->to.y - line->from.y);
}

void values_connect(const values_point *from, const values_point *to, values_line *line) {
    *line = (values_line){.from = *from,
                          .to = *to,
                          .style = {.width = 1, .arrow = VALUES_SIDE_RIGHT, .access = VALUES_ACCESS_READ}};
}

void values_line_shift(values_line *line, double x, double y) {
    line->from.x += x;
    line->from.y += y;
    line->to.x += x;
    line->to.y += y;
}

double values_total_length(const values_line *lines, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += values_line_length(&lines[i]);
    return total;
}

values_status values_square(double side, values_line **lines, size_t *count) {
    values_point corners[] = {
        {-side / 2, -side / 2}, {side / 2, -side / 2}, {side / 2, side / 2}, {-side / 2, side / 2}};
    if (side < 0)
        return VALUES_BAD_ARGUMENT;
    *lines = malloc(4 * sizeof(values_line));
    *count = 4;
    if (*lines == NULL)
        return VALUES_OUT_OF_MEMORY;
    for (size_t i = 0; i < 4; i++)
        values_connect(&corners[i], &corners[(i + 1) % 4], &(*lines)[i]);
    return VALUES_OK;
}

size_t values_person_bytes(const values_person *person) {
    const char *city = person->home.city;
    return strlen(person->name) + strlen(person->home.street) + (city != NULL ? strlen(city) : 0);
}

size_t values_person_bytes_of(values_person person) {
    return values_person_bytes(&person);
}

size_t values_persons_bytes(const values_person *persons, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += values_person_bytes(&persons[i]);
    return total;
}

bool values_someone(size_t index, values_person *person) {
    static const values_person known[] = {
        {.name = "Ada Lovelace",
         .age = 36,
         .home = {.street = "12 St James's Square", .city = "London"},
         .position = {.x = 51.5, .y = -0.13}},
        {.name = "\xc3\x89variste Galois",
         .age = 20,
         .home = {.street = "", .city = NULL},
         .position = {.x = 0}},
    };
    if (index >= sizeof(known) / sizeof(known[0]))
        return false;
    *person = known[index];
    return true;
}

values_person values_anyone(void) {
    values_person person = {0};
    (void)values_someone(0, &person);
    return person;
}

void values_birthday(values_person *person) {
    person->age++;
}

values_person values_broken_person(bool missing) {
    values_person person = values_anyone();
    person.home.street = missing ? NULL : "\xff is no UTF-8";
    return person;
}

values_line values_holder_line(const values_holder *holder) {
    return holder->line;
}

void values_holder_set_line(values_holder *holder, const values_line *line) {
    holder->line = *line;
}

/* A text of the library's; the type of the record's fields says const. */
static void free_text(const char *text) {
    free((char *)(uintptr_t)text);
}

void holder_free_owner(values_person *owner) {
    free_text(owner->name);
    free_text(owner->home.street);
    free_text(owner->home.city);
}

values_person values_holder_owner(const values_holder *holder) {
    values_person owner = holder->owner;
    if (owner.name == NULL)
        owner.name = owner.home.street = "";
    return owner;
}

values_status values_holder_set_owner(values_holder *holder, const values_person *owner) {
    values_person copy = *owner;
    copy.name = holder_copy(owner->name);
    copy.home.street = holder_copy(owner->home.street);
    copy.home.city = holder_copy(owner->home.city);
    if (copy.name == NULL || copy.home.street == NULL ||
        (owner->home.city != NULL && copy.home.city == NULL)) {
        holder_free_owner(&copy);
        return VALUES_OUT_OF_MEMORY;
    }
    holder_free_owner(&holder->owner);
    holder->owner = copy;
    return VALUES_OK;
}

values_person *values_person_new(const char *name, uint32_t age) {
    values_person *person = calloc(1, sizeof(*person));
    if (person == NULL)
        return NULL;
    *person = (values_person){
        .name = holder_copy(name), .age = age, .home = {.street = holder_copy("Main Street")}};
    return person;
}

void values_person_free(values_person *person) {
    holder_free_owner(person);
    free(person);
}
