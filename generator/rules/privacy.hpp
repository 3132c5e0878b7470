// Personal data inside free text (CONTRACT §2 "Fields that must never reach the public site"; 获嘉 2023 art. 22 and 陵川 2024 art. 13
// keep dispatch sheets internal; 2018年政务公开工作要点: personal data are made unrecognisable before publication).
//
// What is found, also with blanks, hyphens or dots inside, with +86, in full-width or mathematical digits:
//   mobile numbers           11 digits with a prefix in use
//   landline numbers         area code and 7 or 8 digits, `(0356) 202 3456`; 7 or 8 digits after 电话, 联系方式 …
//   personal ID numbers      18 characters with the check of GB 11643; 15 digits with a date of birth
//   bank cards               16–19 digits with the check of Luhn: those of UnionPay, others in groups of four or after 卡号, 账号 …
//   home addresses           after 住址, 家住, 户籍地 … where they go below the township; 楼…单元…室 anywhere
//   number plates            晋E·A1234, also of new-energy cars
//   persons' names           after 检查人员, 执法人员, 联系人, 经办人, 法定代表人 … and a colon (or 为, 是): two or three characters that
//                            begin with a common surname; without a colon where two names follow, or a bracket, 等 or 同志, or the
//                            clause ends or goes on with 对, 未, 和 … after one of the commonest surnames
// What passes on purpose: document numbers (泽环字〔2024〕11号), codes, registration and permit numbers, coordinates, amounts, dates,
// 12345 and 400 numbers, names already masked (张某某, 李**), and the phones that site.json names in `public_phones` or footer.contact.
//
// Known misses: names without such a word before them, with rare surnames, in a table's own column (| 联系人 | 张三 |), in Latin
// letters or longer than three characters; digits written in Chinese (一三八…), inside a longer run of digits or letters, or broken by
// words; ID numbers with a wrong check character; bank accounts that are no cards; addresses without such a word; WeChat, QQ and mail
// addresses; pictures and attachments. One ID number in eleven of a child born since 2015 reads like a task number.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

enum class Personal : std::uint8_t { mobile, landline, identity, bank_card, address, plate, name };

struct PersonalDatum {
  Personal what;
  std::string masked;      ///< enough to find it by, not enough to use it
  std::uint32_t line = 0;  ///< of the text, from 0
};

/// The phones that may stand anywhere: digits only, sorted.
using PublicPhones = std::vector<std::string>;
/// Adds the phones that stand in `text`.
void add_public_phones(std::string_view text, PublicPhones& phones);

/// All personal data of a text, in its order by kind: numbers, then words. One pass over the bytes where there is none.
std::vector<PersonalDatum> personal_data(std::string_view text, const PublicPhones& phones);

/// A text as a message may repeat it: where it holds personal data, its first three characters and `***`.
std::string repeatable(std::string_view text);

/// A whole text that reads like a person's name: two or three characters with a common surname before them, and no word for an office,
/// a place or a trade at the end.
bool reads_like_name(std::string_view text);

}  // namespace gongshi
